import { notFound } from "next/navigation";
import { Main } from "@/components/main";
import { PageHead } from "@/components/page-head";
import { RecordNumber } from "@/components/record-number";
import { Refusal } from "@/components/refusal";
import { StatusMark } from "@/components/status-mark";
import { readChange } from "@/db/read-change";
import { readEntries } from "@/db/read-entries";
import { readStaff } from "@/db/read-people";
import { readSystems } from "@/db/read-systems";
import { judge } from "@/lib/judge";
import { offeredSystems } from "@/lib/offered-systems";
import { recordIn } from "@/lib/record-number";
import { headingOf } from "@/lib/redaction";
import { refusalWords } from "@/lib/refusals";
import { FormOf } from "../../../form-of";
import { HaltInstead } from "../../../halt-instead";
import { keptFor } from "../../../kept";
import { KeptNotice } from "../../../kept-notice";
import { OfClients } from "../../../of-clients";
import { titled } from "../../../page-title";
import { requirePerson } from "../../../session";
import { asJudged, changeAsSubject } from "../../../subject-of";
import { tellIn } from "../../../tell";
import { worldOf } from "../../../world";
import { fixedByEntry } from "../../new/live-entries";
import { factValues } from "./fact-values";

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
          values={factValues(change)}
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
