import { type Choice, SelectField } from "./select-field";

type Props = {
  name: string;
  label: string;
  value?: string | number;
  choices: readonly Choice[];
  /** What stands for no choice. */
  empty?: string;
};

/** One field of a filter: a choice, or any. */
export const AnySelect = ({ value, empty = "Any", ...field }: Props) => (
  <SelectField {...field} defaultValue={value === undefined ? "" : String(value)} empty={empty} unless="" />
);
