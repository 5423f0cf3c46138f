import type { FormValues } from "@/lib/form/form-values";
import { maxTemplateValueLength, type TemplateField } from "@/lib/form/template-field-rows";
import { SelectField } from "./select-field";
import { TextField } from "./text-field";

/** The fields that a catalogue entry leaves open. Patterns are checked on the server only: a browser's engine backtracks without limit. */
export function TemplateFieldInputs({
  templateFields,
  values,
  errors,
}: {
  templateFields: readonly TemplateField[];
  values: FormValues;
  errors: Readonly<Record<string, string>>;
}) {
  return templateFields.map(({ name, label, example, options }) => {
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
      <TextField key={name} {...shared} lines={1} maxLength={maxTemplateValueLength} hint={`For example: ${example}`} />
    );
  });
}
