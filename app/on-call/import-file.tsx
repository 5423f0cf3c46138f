import { lastValue } from "@/app/_steps/actions/shift-inputs";
import { Disclosure } from "@/components/basics/disclosure";
import { UploadForm } from "@/components/form/upload-form";
import { FilePreview } from "./file-preview";
import type { LoadedRosterFile } from "./load-roster-file";
import { draftOf, type ShiftFormProps, TierField } from "./shift-form";

type Props = ShiftFormProps & { found: LoadedRosterFile | null };

export function ImportFile({ found, formDraft, ...shared }: Props) {
  const draft = draftOf(formDraft, "import");
  return (
    <div id="import" className="scroll-mt-4">
      <Disclosure summary="Import a calendar file" open={draft !== null}>
        {found ? <FilePreview {...shared} formDraft={draft} found={found} /> : null}
        <UploadForm
          action="/on-call/upload"
          label={found ? "Another calendar file" : "Calendar file"}
          hint={hintFor(shared.zone)}
          accept=".ics,text/calendar"
          error={draft?.errors.file}
          className="max-w-md"
        >
          <TierField value={lastValue(draft?.typed.tier)} />
        </UploadForm>
      </Disclosure>
    </div>
  );
}

const hintFor = (zone: string) =>
  `An iCalendar (.ics) file of at most 1 MB, exported from PagerDuty, Opsgenie or a calendar. Times that name no zone are read in ${zone}, unless the file says otherwise.`;
