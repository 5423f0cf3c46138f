import { notFound } from "next/navigation";
import { HistoryOf } from "@/app/_record/history-of";
import { StepDone } from "@/app/_record/step-done";
import { titled } from "@/app/_request/page-title";
import { type Person, requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { keptFor } from "@/app/_steps/kept";
import { worldOf } from "@/app/_steps/panel/form-options";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { NextSteps, OtherSteps } from "@/app/_steps/panel/next-steps";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { asJudged, entryAsSubject } from "@/app/_steps/subject-of";
import { ButtonLink } from "@/components/basics/button";
import { Remark } from "@/components/record/remark";
import { StatusMark } from "@/components/record/status-mark";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { type CatalogueEntry, readEntries } from "@/db/catalogue/read-entries";
import { readHistory } from "@/db/changes/read-history";
import { readStaff } from "@/db/people/read-people";
import { standingOfEntry } from "@/lib/catalogue/entry-words";
import { isOffered, offers } from "@/lib/rules/judge";
import { mayMake, mayPropose } from "@/lib/rules/may-make";
import { isLive } from "@/lib/rules/record";
import { EntryFacts } from "../entry-facts";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ kept?: string }> };

export const generateMetadata = titled("Catalogue entry");

export default async function EntryPage({ params, searchParams }: Props) {
  const { id } = await params;
  const path = `/catalogue/${id}`;
  const person = await requirePerson(path);
  const number = /^\d{1,15}$/.test(id) ? Number(id) : null;
  const [[entry], history, staff] =
    number === null
      ? [[], [], []]
      : await Promise.all([readEntries(number), readHistory("entry", number), readStaff()]);
  if (!entry) notFound();
  const kept = await keptFor(person.token, path, (await searchParams).kept);
  const subject = entryAsSubject(entry);
  const offered = offers(subject, asJudged(person));
  const steps: StepsProps = {
    offered,
    subject,
    record: { kind: "entry", type: "", id: entry.id, seq: entry.stepSeq },
    person,
    staff,
    world: worldOf({ person, staff }),
    kept,
    valuesFor: () => ({}),
  };
  return (
    <Main data-status={entry.status}>
      <PageHead
        title={entry.title}
        above={
          <>
            <a className="link" href="/catalogue">
              Catalogue
            </a>
            <StatusMark status={entry.status} />
            {standingOfEntry(entry) ? (
              <Remark tone={entry.expired ? "warn" : "plain"}>{standingOfEntry(entry)}</Remark>
            ) : null}
          </>
        }
        actions={<Actions entry={entry} person={person} />}
      />
      <StepDone person={person} of={["entry"]} id={entry.id} />
      <KeptNotice kept={kept} offered={isOffered(offered, kept?.step)} />
      <NextSteps {...steps} />
      <EntryFacts entry={entry} />
      <OtherSteps {...steps} />
      <Section heading="History" count={history.length}>
        <HistoryOf events={history} revision={entry.version} zone={zoneOf(person)} />
      </Section>
    </Main>
  );
}

const paths = { standard: "/changes/new/standard", routine: "/changes/new/normal" } as const;

const Actions = ({ entry, person }: { entry: CatalogueEntry; person: Person }) => (
  <>
    {isLive(entry.status) && !entry.expired && mayMake("draft", asJudged(person)) ? (
      <ButtonLink href={`${paths[entry.kind]}?entry=${entry.id}`} look="primary">
        Make a change from it
      </ButtonLink>
    ) : null}
    {mayPropose(asJudged(person)) ? (
      <ButtonLink href={`/catalogue/new?entry=${entry.id}`}>Propose a new version</ButtonLink>
    ) : null}
  </>
);
