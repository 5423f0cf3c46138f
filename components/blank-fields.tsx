import type { Blank } from "@/lib/entry-template";
import type { Typed } from "@/lib/input";
import { SelectField } from "./select-field";
import { TextField } from "./text-field";

/** The fields that a catalogue entry declares; its own text is fixed. */
export function BlankFields({
  blanks,
  values,
  errors,
}: {
  blanks: readonly Blank[];
  values: Typed;
  errors: Readonly<Record<string, string>>;
}) {
  return blanks.map(({ name, label, example, pattern, options }) => {
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
      <TextField key={name} {...shared} lines={1} pattern={pattern} hint={`For example: ${example}`} />
    );
  });
}
