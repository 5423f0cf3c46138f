import { document } from "@/app/_document/document";
import { ButtonLink } from "@/components/basics/button";
import { EmptyState } from "@/components/basics/empty-state";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { ImportList } from "./import-list";
import { ImportedTable } from "./imported-table";
import { type LoadedImports, loadImports } from "./load";
import { SearchForm } from "./search-form";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Imported records", load: loadImports, render: ImportsPage });

function ImportsPage({ filter: { q }, records, matching, imports, zone, mayImport, newer, older }: LoadedImports) {
  return (
    <Main>
      <PageHeader
        title="Imported records"
        intro={
          <>
            What other systems recorded before. These records did not go through this policy: they are no changes, and
            no report counts them with changes. <ClauseLink clause="records" />
          </>
        }
        actions={mayImport ? <ButtonLink href="/imports/new">Import records</ButtonLink> : null}
      />
      <SearchForm q={q} />
      <Section heading="Records">
        {records.length > 0 ? (
          <>
            <p className="mb-2 text-sm text-muted">{`${matching.count.toLocaleString("en")}${matching.more ? " and more" : ""} ${matching.count === 1 ? "record" : "records"}, the newest first.`}</p>
            <ImportedTable caption="Imported records" {...{ records, zone }} />
          </>
        ) : (
          <EmptyState>{q ? "No imported records match this search." : "Nothing was imported yet."}</EmptyState>
        )}
        <Pager newerLabel="First page" olderLabel="Next page" newer={newer} older={older} />
      </Section>
      <Section heading="Imports">
        {imports.length > 0 ? <ImportList {...{ imports, zone }} /> : <EmptyState>No imports.</EmptyState>}
      </Section>
    </Main>
  );
}
