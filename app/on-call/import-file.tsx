import { word } from "@/app/_steps/actions/typed-shifts";
import { Disclosure } from "@/components/basics/disclosure";
import { UploadForm } from "@/components/form/upload-form";
import { FilePreview } from "./file-preview";
import type { LoadedFile } from "./load-file";
import { backOf, type PlacingProps, TierField } from "./placing";

type Props = PlacingProps & { found: LoadedFile | null };

export function ImportFile({ found, kept, ...shared }: Props) {
  const back = backOf(kept, "import");
  return (
    <div id="import" className="scroll-mt-4">
      <Disclosure summary="Import a calendar file" open={back !== null}>
        {found ? <FilePreview {...shared} kept={back} found={found} /> : null}
        <UploadForm
          action="/on-call/upload"
          label={found ? "Another calendar file" : "Calendar file"}
          hint={hintFor(shared.zone)}
          accept=".ics,text/calendar"
          error={back?.errors.file}
          className="max-w-md"
        >
          <TierField value={word(back?.typed.tier)} />
        </UploadForm>
      </Disclosure>
    </div>
  );
}

const hintFor = (zone: string) =>
  `An iCalendar (.ics) file of at most 1 MB, exported from PagerDuty, Opsgenie or a calendar. Times that name no zone are read in ${zone}, unless the file says otherwise.`;
