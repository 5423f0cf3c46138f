import { document } from "@/app/_document/document";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { HaltSuggestion } from "@/app/changes/halt-suggestion";
import { RecordNumber } from "@/components/record/record-number";
import { Refusal } from "@/components/record/refusal";
import { StatusBadge } from "@/components/record/status-badge";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { headingOf } from "@/lib/changes/redaction";
import { EditForm } from "./edit-form";
import { type LoadedEdit, loadEdit } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: ({ number }) => `Edit ${number}`, load: loadEdit, render: EditPage });

function EditPage(loaded: LoadedEdit) {
  const { change, number, formDraft, refusal } = loaded;
  return (
    <Main className="narrow" data-number={change.number} data-type={change.type} data-status={change.status}>
      <PageHeader
        title={`Edit “${headingOf(change)}”`}
        above={
          <>
            <a className="link" href={`/changes/${number}`}>
              <RecordNumber number={change.number} />
            </a>
            <StatusBadge status={change.status} />
          </>
        }
      />
      <FormDraftNotice formDraft={formDraft} offered={refusal === null} />
      <HaltSuggestion halt={loaded.halt} />
      {refusal ? <Refusal {...refusal} /> : <EditForm {...loaded} />}
    </Main>
  );
}
