import { document } from "@/app/_document/document";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { HaltInstead } from "@/app/changes/halt-instead";
import { RecordNumber } from "@/components/record/record-number";
import { Refusal } from "@/components/record/refusal";
import { StatusMark } from "@/components/record/status-mark";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { headingOf } from "@/lib/changes/redaction";
import { EditForm } from "./edit-form";
import { type LoadedEdit, loadEdit } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: ({ number }) => `Edit ${number}`, load: loadEdit, draw: EditPage });

function EditPage(loaded: LoadedEdit) {
  const { change, number, kept, refusal } = loaded;
  return (
    <Main className="max-w-3xl" data-number={change.number} data-type={change.type} data-status={change.status}>
      <PageHead
        title={`Edit ${headingOf(change)}`}
        above={
          <>
            <a className="link" href={`/changes/${number}`}>
              <RecordNumber number={change.number} />
            </a>
            <StatusMark status={change.status} />
          </>
        }
      />
      <KeptNotice kept={kept} offered={refusal === null} />
      <HaltInstead halt={loaded.halt} />
      {refusal ? <Refusal {...refusal} /> : <EditForm {...loaded} />}
    </Main>
  );
}
