import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { Button } from "@/components/basics/button";
import { Disclosure } from "@/components/basics/disclosure";
import type { LoadedFreezes } from "./load";
import { Preview } from "./preview";

type Props = Pick<LoadedFreezes, "formDraft" | "preview" | "affected" | "formOptions">;

export function PlaceFreeze({ formDraft, preview, affected, formOptions }: Props) {
  const draft = formDraft?.step === "place_freeze" ? formDraft : null;
  const isPreview = Object.keys(draft?.errors ?? {}).length === 0; // else the errors are shown above
  const errors = preview && !preview.ok ? preview.errors : {};
  return (
    <Disclosure summary="Place a freeze" open={draft !== null}>
      {preview?.ok || (preview && isPreview) ? (
        <Preview preview={preview} affected={affected} formOptions={formOptions} />
      ) : null}
      <div className="max-w-md">
        <StepFormWithDraft
          step="place_freeze"
          recordType="freeze"
          type=""
          options={formOptions}
          formDraft={draft && { ...draft, errors: { ...errors, ...draft.errors } }}
          besideButton={
            <Button type="submit" name="more" value="place_freeze" variant="quiet" formNoValidate>
              Preview
            </Button>
          }
        />
      </div>
    </Disclosure>
  );
}
