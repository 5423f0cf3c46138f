import type { Metadata } from "next";
import { requirePerson } from "@/app/_request/session";
import { asJudged } from "@/app/_steps/subject-of";
import { ButtonLink } from "@/components/basics/button";
import { Empty } from "@/components/basics/empty";
import { Table } from "@/components/basics/table";
import { ClauseLink } from "@/components/record/refusal";
import { StatusMark } from "@/components/record/status-mark";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { type CatalogueEntry, readEntries } from "@/db/catalogue/read-entries";
import { standingOfEntry, usedWords } from "@/lib/catalogue/entry-words";
import { mayPropose } from "@/lib/rules/may-make";
import { type EntryKind, entryKinds, isOver } from "@/lib/rules/record";

export const metadata: Metadata = { title: "Catalogue" };

const kinds: Record<EntryKind, { heading: string; lead: string }> = {
  standard: { heading: "Standard changes", lead: "Pre-approved, low-risk, routine: no approval step." },
  routine: { heading: "Routine normal changes", lead: "Normal changes whose reviewer may approve them." },
};

export default async function CataloguePage() {
  const person = await requirePerson("/catalogue");
  const entries = await readEntries();
  const past = entries.filter(({ status }) => isOver(status));
  return (
    <Main>
      <PageHead
        title="Catalogue"
        lead={
          <>
            An operations lead who did not propose an entry approves it. Nothing else makes a change standard or
            routine. <ClauseLink clause="standard" />
          </>
        }
        actions={mayPropose(asJudged(person)) ? <ButtonLink href="/catalogue/new">Propose an entry</ButtonLink> : null}
      />
      {entryKinds.map((kind) => {
        const those = entries.filter((entry) => entry.kind === kind && !isOver(entry.status));
        return (
          <Section key={kind} heading={kinds[kind].heading} count={those.length}>
            <p className="mb-2 text-muted">{kinds[kind].lead}</p>
            {those.length === 0 ? (
              <Empty>No entry of this kind yet.</Empty>
            ) : (
              <EntryTable entries={those} caption={kinds[kind].heading} />
            )}
          </Section>
        );
      })}
      {past.length > 0 ? (
        <Section heading="Replaced and retired" count={past.length}>
          <EntryTable entries={past} caption="Replaced and retired entries" />
        </Section>
      ) : null}
    </Main>
  );
}

const EntryTable = ({ entries, caption }: { entries: readonly CatalogueEntry[]; caption: string }) => (
  <Table
    caption={caption}
    heads={["Entry", "Standing", "Category", "Version", "Used"]}
    rows={entries.map((entry) => ({
      key: String(entry.id),
      cells: [
        <a key="title" className="link" href={`/catalogue/${entry.id}`}>
          {entry.title}
        </a>,
        <span key="standing" className="flex flex-wrap items-baseline gap-x-2">
          <StatusMark status={entry.status} />
          {standingOfEntry(entry)}
        </span>,
        entry.category,
        `version ${entry.version}`,
        usedWords(entry),
      ],
    }))}
  />
);
