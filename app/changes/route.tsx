import { document } from "@/app/_document/document";
import { listedRow } from "@/app/_record/listed-row";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { RecordTable } from "@/components/record/record-table";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { listPath } from "@/lib/changes/filter";
import { FilterForm } from "./filter-form";
import { type LoadedChanges, loadChanges } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Changes", load: loadChanges, draw: ChangesPage });

function ChangesPage({ filter, changes, more, now, places, staff, zone }: LoadedChanges) {
  return (
    <Main>
      <PageHead title="Changes" />
      <FilterForm filter={filter} places={places} staff={staff} />
      {changes.length > 0 ? (
        <RecordTable caption="Changes, newest first" rows={changes.map(listedRow(now, zone))} zone={zone} />
      ) : (
        <Empty>
          No changes match this filter.{" "}
          <a className="link" href="/changes">
            Show all changes
          </a>
        </Empty>
      )}
      <Pager
        newer={filter.before ? listPath({ ...filter, before: undefined }) : null}
        older={more ? listPath({ ...filter, before: changes.at(-1)?.id }) : null}
        shown={changes.length > 0 ? `${changes.at(-1)?.number} to ${changes[0]?.number}` : undefined}
      />
    </Main>
  );
}
