import { document } from "@/app/_document/document";
import { EmptyState } from "@/components/basics/empty-state";
import { Pager } from "@/components/basics/pager";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { changesPath } from "@/lib/changes/change-filter";
import { importedPath } from "@/lib/imports/imported-filter";
import { ChangeList, shownNumbers } from "./change-list";
import { FilterForm } from "./filter-form";
import { type LoadedChanges, loadChanges } from "./load";
import { QuickFilterLinks } from "./quick-filter-links";
import { isSavedView, SavedViewForm, SavedViewLinks } from "./saved-view-links";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Changes", load: loadChanges, render: ChangesPage });

function ChangesPage({ filter, changes, next, matching, now, filterOptions, staff, views, ...loaded }: LoadedChanges) {
  const { refusal, zone } = loaded;
  return (
    <Main>
      <PageHeader
        title="Changes"
        actions={
          <a className="link" href={importedPath({ q: filter.q })}>
            Search imported records
          </a>
        }
      />
      <QuickFilterLinks filter={filter} />
      <SavedViewLinks filter={filter} views={views} />
      <FilterForm {...{ filter, filterOptions, staff }} isClosed={isSavedView({ filter, views })} />
      <SavedViewForm {...{ filter, views, refusal }} />
      {changes.length > 0 ? (
        <ChangeList {...{ filter, changes, matching, now, zone }} />
      ) : (
        <EmptyState>
          No changes match this filter.{" "}
          <a className="link" href="/changes">
            Show all changes
          </a>
        </EmptyState>
      )}
      <Pager
        newerLabel="First page"
        olderLabel="Next page"
        newer={filter.before ? changesPath({ ...filter, before: undefined, at: undefined }) : null}
        older={next ? changesPath({ ...filter, at: undefined, ...next }) : null}
        shown={changes.length > 0 && !filter.sort ? shownNumbers(changes) : undefined}
      />
    </Main>
  );
}
