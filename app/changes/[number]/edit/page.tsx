import { notFound } from "next/navigation";
import { OfClients } from "@/app/_record/of-clients";
import { titled } from "@/app/_request/page-title";
import { requirePerson } from "@/app/_request/session";
import { tellIn } from "@/app/_request/tell";
import { keptFor } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { asJudged, changeAsSubject } from "@/app/_steps/subject-of";
import { HaltInstead } from "@/app/changes/halt-instead";
import { RecordNumber } from "@/components/record/record-number";
import { Refusal } from "@/components/record/refusal";
import { StatusMark } from "@/components/record/status-mark";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { readEntries } from "@/db/catalogue/read-entries";
import { readChange } from "@/db/changes/read-change";
import { readStaff } from "@/db/people/read-people";
import { readSystems } from "@/db/systems/read-systems";
import { changeFields, typedOf } from "@/lib/changes/change-fields";
import { recordIn } from "@/lib/changes/record-number";
import { headingOf } from "@/lib/changes/redaction";
import { refusalWords } from "@/lib/refusals/verdict-words";
import { judge } from "@/lib/rules/judge";
import { offeredSystems } from "@/lib/systems/offered-systems";
import { fixedByEntry } from "../../new/live-entries";

type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ kept?: string; client?: string | string[] }>;
};

export const generateMetadata = titled<{ number: string }>(({ number }) => `Edit ${number}`);

export default async function EditPage({ params, searchParams }: Props) {
  const { number } = await params;
  const path = `/changes/${number}/edit`;
  const person = await requirePerson(path);
  const id = recordIn(number, "CHG");
  const [change, systems] = id === null ? [null, []] : await Promise.all([readChange(id), readSystems()]);
  if (!change) notFound();
  const entry = change.entryId === null ? undefined : (await readEntries(change.entryId))[0];
  const { kept: keptId, client } = await searchParams;
  const kept = await keptFor(person.token, path, keptId);
  const named = [kept?.typed.systems ?? [], change.systems.map((system) => String(system.id))].flat();
  const offered = offeredSystems(systems, { client, named });
  const subject = changeAsSubject(change);
  const verdict = judge("edit", subject, asJudged(person));
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
      <KeptNotice kept={kept} offered={verdict.ok} />
      <HaltInstead kept={kept} />
      {verdict.ok && !entry ? (
        <div className="mb-6">
          <OfClients path={path} offered={offered} />
        </div>
      ) : null}
      {verdict.ok ? (
        <FormOf
          step="edit"
          subject="change"
          type={change.type}
          id={change.id}
          seq={change.stepSeq}
          world={worldOf({ person, systems: offered.systems, touched: change.systems, blanks: entry?.blanks })}
          kept={kept}
          values={typedOf(change, changeFields)}
          without={entry ? fixedByEntry : ["entryValues"]}
          look="primary"
          label="Save changes"
        />
      ) : (
        <Refusal
          sentence={refusalWords(verdict, subject, asJudged(person), await readStaff(), tellIn(person))}
          clause={verdict.clause}
        />
      )}
    </Main>
  );
}
