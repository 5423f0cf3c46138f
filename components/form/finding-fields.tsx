import { Button } from "@/components/basics/button";
import { allValuesOf, type FormValues } from "@/lib/form/form-values";
import { type Choice, SelectField } from "./select-field";
import { TextField } from "./text-field";

type Props = {
  people: readonly Choice[];
  values: FormValues;
  error?: string;
  defaults: { readonly due: string; readonly owner: string };
};

/** The findings of an investigation, each with its owner and the date by which it is answered. */
export function FindingFields({ people, values, error, defaults }: Props) {
  const rows = allValuesOf(values.findings).length || 1;
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-2 font-medium">Findings</legend>
      {Array.from({ length: rows }, (_, findingIndex) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a finding has no other name than its place
        <div key={findingIndex} className="grid gap-3 border-l-2 border-line pl-3 sm:grid-cols-2">
          <div className="sm:col-span-2">
            <TextField
              name="findings"
              label={rows > 1 ? `Finding ${findingIndex + 1}` : "Finding"}
              hint="What has to change so that this does not happen again."
              required={findingIndex === 0}
              error={findingIndex === 0 ? error : undefined}
              defaultValue={allValuesOf(values.findings)[findingIndex]}
              lines={2}
            />
          </div>
          <SelectField
            name="findingOwner"
            label="Owner"
            required
            choices={people}
            defaultValue={allValuesOf(values.findingOwner)[findingIndex] ?? defaults.owner}
          />
          <TextField
            name="findingDue"
            label="Due"
            required
            type="date"
            defaultValue={allValuesOf(values.findingDue)[findingIndex] ?? defaults.due}
            lines={1}
          />
        </div>
      ))}
      <div>
        <Button type="submit" name="more" value="investigate" variant="quiet" formNoValidate>
          Add another finding
        </Button>
      </div>
    </fieldset>
  );
}
