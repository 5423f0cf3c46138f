import { uniqueId } from "@/components/basics/render-context";
import { ariaProps, Field, type FieldText, type InputHandlers } from "./field";

export type Choice = {
  value: string;
  label: string;
  group?: string;
  hint?: string;
  /** In a checkbox group: checked, and cannot be unchecked. */
  fixed?: boolean;
};

type Props = FieldText &
  InputHandlers & {
    name: string;
    id?: string;
    required?: boolean;
    defaultValue?: string;
    choices: readonly Choice[];
    /** The label of the empty option. */
    emptyLabel?: string;
  };

/** One of several, in a native list. */
export function SelectField({ id, label, hint, error, unless, choices, emptyLabel = "Choose one", ...rest }: Props) {
  const generatedId = uniqueId();
  const fieldId = id ?? generatedId;
  const groups = [...new Set(choices.map(({ group }) => group))];
  return (
    <Field id={fieldId} label={label} hint={hint} error={error} unless={unless} required={rest.required}>
      <select {...rest} {...ariaProps(fieldId, { hint, error })} className="control">
        <option value="">{emptyLabel}</option>
        {groups.map((group) => (
          <Options key={group ?? ""} group={group} choices={choices.filter((choice) => choice.group === group)} />
        ))}
      </select>
    </Field>
  );
}

function Options({ group, choices }: { group?: string; choices: readonly Choice[] }) {
  const options = choices.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
  return group ? <optgroup label={group}>{options}</optgroup> : options;
}
