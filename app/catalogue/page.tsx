import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import { Main } from "@/components/main";
import { PageHead } from "@/components/page-head";
import { ClauseLink } from "@/components/refusal";
import { Section } from "@/components/section";
import { StatusMark } from "@/components/status-mark";
import { Table } from "@/components/table";
import { type CatalogueEntry, readEntries } from "@/db/read-entries";
import { standingOfEntry, usedWords } from "@/lib/entry-words";
import { mayPropose } from "@/lib/may-make";
import { type EntryKind, entryKinds, isOver } from "@/lib/record";
import { requirePerson } from "../session";
import { asJudged } from "../subject-of";

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
