import { document } from "@/app/_document/document";
import { ButtonLink } from "@/components/basics/button";
import { Empty } from "@/components/basics/empty";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { type EntryKind, entryKinds, isOver } from "@/lib/rules/record";
import { EntryTable } from "./entry-table";
import { type LoadedCatalogue, loadCatalogue } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Catalogue", load: loadCatalogue, draw: CataloguePage });

const kinds: Record<EntryKind, { heading: string; lead: string }> = {
  standard: { heading: "Standard changes", lead: "Pre-approved, low-risk, routine: no approval step." },
  routine: { heading: "Routine normal changes", lead: "Normal changes whose reviewer may approve them." },
};

function CataloguePage({ entries, proposes }: LoadedCatalogue) {
  const past = entries.filter(({ status }) => isOver(status));
  return (
    <Main>
      <PageHead
        title="Catalogue"
        lead={
          <>
            An operations lead who did not propose the entry approves it. Only an approved entry makes a change standard
            or routine. <ClauseLink clause="standard" />
          </>
        }
        actions={proposes ? <ButtonLink href="/catalogue/new">Propose an entry</ButtonLink> : null}
      />
      {entryKinds.map((kind) => {
        const those = entries.filter((entry) => entry.kind === kind && !isOver(entry.status));
        return (
          <Section key={kind} heading={kinds[kind].heading} count={those.length}>
            <p className="mb-2 text-muted">{kinds[kind].lead}</p>
            {those.length === 0 ? (
              <Empty>No entries of this kind yet.</Empty>
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
