import { useId } from "react";
import { word } from "@/app/_steps/actions/typed-shifts";
import { Button } from "@/components/basics/button";
import { Disclosure } from "@/components/basics/disclosure";
import { Field, told } from "@/components/form/field";
import { FilePreview } from "./file-preview";
import type { LoadedFile } from "./load-file";
import { backOf, type PlacingProps, TierField } from "./placing";

type Props = PlacingProps & { found: LoadedFile | null };

/** The form that sends a calendar file, and the preview of the one that was sent, with whom its names mean. */
export function ImportFile({ found, kept, ...shared }: Props) {
  const back = backOf(kept, "import");
  return (
    <div id="import" className="scroll-mt-4">
      <Disclosure summary="Import a calendar file" open={back !== null}>
        {found ? <FilePreview {...shared} kept={back} found={found} /> : null}
        <SendFile
          error={back?.errors.file}
          tier={word(back?.typed.tier)}
          isAnother={found !== null}
          zone={shared.zone}
        />
      </Disclosure>
    </div>
  );
}

function SendFile({
  error,
  tier,
  isAnother,
  zone,
}: {
  error?: string;
  tier: string;
  isAnother: boolean;
  zone: string;
}) {
  const id = useId();
  const hint = `An iCalendar (.ics) file of at most 1 MB, exported from PagerDuty, Opsgenie or a calendar. Times that name no zone are read in ${zone}, unless the file says otherwise.`;
  return (
    <form
      action="/on-call/upload"
      method="post"
      encType="multipart/form-data"
      className="grid max-w-md content-start gap-4"
    >
      <Field id={id} label={isAnother ? "Another calendar file" : "Calendar file"} hint={hint} error={error} required>
        <input
          {...told(id, { hint, error })}
          type="file"
          name="file"
          accept=".ics,text/calendar"
          required
          className="control"
        />
      </Field>
      <TierField value={tier} />
      <div>
        <Button type="submit" look="quiet">
          Preview the file
        </Button>
      </div>
    </form>
  );
}
