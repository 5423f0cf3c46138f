import { randomUUID } from "node:crypto";
import { stepsTarget } from "@/app/_document/steps-target";
import { Button } from "@/components/basics/button";
import { CheckboxField } from "@/components/form/checkbox-field";
import { PostedForm } from "@/components/form/posted-form";
import type { LoadedReading } from "./load";

type Props = LoadedReading & { error?: string };

/** Takes the step. Where rows cannot be read, only with their being left out. */
export function ImportForm({ id, read: { rows, invalid }, error }: Props) {
  if (rows.length === 0) return <p>There is nothing to import: change the mapping, or correct the file.</p>;
  const words = (count: number, one: string) => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;
  return (
    <PostedForm target={stepsTarget()} label="Import records" className="grid max-w-xl gap-4">
      <input type="hidden" name="subject" value="import" />
      <input type="hidden" name="key" value={randomUUID()} />
      <input type="hidden" name="file" value={id} />
      {invalid.length > 0 ? (
        <CheckboxField
          name="leaveOut"
          label={`Leave out the ${words(invalid.length, "row")} that cannot be read`}
          hint="The page of the import says which they were and why."
          error={error}
          required
        />
      ) : null}
      <div>
        <Button type="submit" name="step" value="import_past">
          {`Import ${words(rows.length, "record")}`}
        </Button>
      </div>
    </PostedForm>
  );
}
