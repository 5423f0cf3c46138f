import { type Blank, longestBlank } from "@/lib/form/declared-rows";
import type { Typed } from "@/lib/form/typed";
import { SelectField } from "./select-field";
import { TextField } from "./text-field";

/** The fields that a catalogue entry leaves open. Patterns are checked on the server only: a browser's engine backtracks without limit. */
export function BlankFields({
  blanks,
  values,
  errors,
}: {
  blanks: readonly Blank[];
  values: Typed;
  errors: Readonly<Record<string, string>>;
}) {
  return blanks.map(({ name, label, example, options }) => {
    const shared = {
      name: `value.${name}`,
      label,
      required: true,
      error: errors[`entryValues.${name}`],
      defaultValue: String(values[`value.${name}`] ?? ""),
    };
    return options ? (
      <SelectField key={name} {...shared} choices={options.map((option) => ({ value: option, label: option }))} />
    ) : (
      <TextField key={name} {...shared} lines={1} maxLength={longestBlank} hint={`For example: ${example}`} />
    );
  });
}
