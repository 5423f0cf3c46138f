import { type Choice, SelectField } from "@/components/form/select-field";

type Props = {
  name: string;
  label: string;
  value?: string | number;
  choices: readonly Choice[];
  /** The label of "no filter". */
  anyLabel?: string;
};

/** One field of a filter; its first option sets no filter. */
export const FilterSelect = ({ value, anyLabel = "Any", ...field }: Props) => (
  <SelectField {...field} defaultValue={value === undefined ? "" : String(value)} emptyLabel={anyLabel} unless="" />
);
