import { document } from "@/app/_document/document";
import { ButtonLink } from "@/components/basics/button";
import { EmptyState } from "@/components/basics/empty-state";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { type EntryKind, entryKinds, isEntryEnded } from "@/lib/rules/record";
import { EntryTable } from "./entry-table";
import { type LoadedCatalogue, loadCatalogue } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Catalogue", load: loadCatalogue, render: CataloguePage });

const kinds: Record<EntryKind, { heading: string; lead: string }> = {
  standard: { heading: "Standard changes", lead: "Pre-approved, low-risk, routine: no approval step." },
  routine: { heading: "Routine normal changes", lead: "Normal changes whose reviewer may approve them." },
};

function CataloguePage({ entries, usage, canPropose }: LoadedCatalogue) {
  const past = entries.filter(({ status }) => isEntryEnded(status));
  return (
    <Main>
      <PageHeader
        title="Catalogue"
        intro={
          <>
            An operations lead who did not propose the entry approves it. Only an approved entry makes a change standard
            or routine. <ClauseLink clause="standard" />
          </>
        }
        actions={canPropose ? <ButtonLink href="/catalogue/new">Propose an entry</ButtonLink> : null}
      />
      {entryKinds.map((kind) => {
        const entriesOfKind = entries.filter((entry) => entry.kind === kind && !isEntryEnded(entry.status));
        return (
          <Section key={kind} heading={kinds[kind].heading} count={entriesOfKind.length}>
            <p className="mb-2 text-muted">{kinds[kind].lead}</p>
            {entriesOfKind.length === 0 ? (
              <EmptyState>No entries of this kind yet.</EmptyState>
            ) : (
              <EntryTable entries={entriesOfKind} usage={usage} caption={kinds[kind].heading} />
            )}
          </Section>
        );
      })}
      {past.length > 0 ? (
        <Section heading="Replaced and retired" count={past.length}>
          <EntryTable entries={past} usage={usage} caption="Replaced and retired entries" />
        </Section>
      ) : null}
    </Main>
  );
}
