import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/button";
import { Main } from "@/components/main";
import { PageHead } from "@/components/page-head";
import { Remark } from "@/components/remark";
import { Section } from "@/components/section";
import { StatusMark } from "@/components/status-mark";
import { type CatalogueEntry, readEntries } from "@/db/read-entries";
import { readHistory } from "@/db/read-history";
import { readStaff } from "@/db/read-people";
import { standingOfEntry } from "@/lib/entry-words";
import { isOffered, offers } from "@/lib/judge";
import { mayMake, mayPropose } from "@/lib/may-make";
import { isLive } from "@/lib/record";
import { HistoryOf } from "../../history-of";
import { keptFor } from "../../kept";
import { KeptNotice } from "../../kept-notice";
import { NextSteps, OtherSteps, type StepsProps } from "../../next-steps";
import { titled } from "../../page-title";
import { type Person, requirePerson } from "../../session";
import { StepDone } from "../../step-done";
import { asJudged, entryAsSubject } from "../../subject-of";
import { worldOf, zoneOf } from "../../world";
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
