import { Button } from "@/components/basics/button";
import { type Typed, valuesOf } from "@/lib/form/typed";
import { type Choice, SelectField } from "./select-field";
import { TextField } from "./text-field";

type Props = {
  people: readonly Choice[];
  values: Typed;
  error?: string;
  usual: { readonly due: string; readonly owner: string };
};

/** The findings of an investigation, each with its owner and the date by which it is answered. */
export function FindingFields({ people, values, error, usual }: Props) {
  const rows = valuesOf(values.findings).length || 1;
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-2 font-medium">Findings</legend>
      {Array.from({ length: rows }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a finding has no other name than its place
        <div key={place} className="grid gap-3 border-l-2 border-line pl-3 sm:grid-cols-2">
          <div className="sm:col-span-2">
            <TextField
              name="findings"
              label={rows > 1 ? `Finding ${place + 1}` : "Finding"}
              hint="What has to change so that this does not happen again."
              required={place === 0}
              error={place === 0 ? error : undefined}
              defaultValue={valuesOf(values.findings)[place]}
              lines={2}
            />
          </div>
          <SelectField
            name="findingOwner"
            label="Owner"
            required
            choices={people}
            defaultValue={valuesOf(values.findingOwner)[place] ?? usual.owner}
          />
          <TextField
            name="findingDue"
            label="Due"
            required
            type="date"
            defaultValue={valuesOf(values.findingDue)[place] ?? usual.due}
            lines={1}
          />
        </div>
      ))}
      <div>
        <Button type="submit" name="more" value="investigate" look="quiet" formNoValidate>
          Add another finding
        </Button>
      </div>
    </fieldset>
  );
}
