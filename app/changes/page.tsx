import type { Metadata } from "next";
import { listedRow } from "@/app/_record/listed-row";
import { requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { RecordTable } from "@/components/record/record-table";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { listChanges } from "@/db/changes/list-changes";
import { readStaff } from "@/db/people/read-people";
import { readPlaces } from "@/db/systems/read-places";
import { filterOf, listPath } from "@/lib/changes/filter";
import { startOfDay } from "@/lib/time/format";
import { FilterForm } from "./filter-form";

export const metadata: Metadata = { title: "Changes" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ChangesPage({ searchParams }: Props) {
  const filter = filterOf(await searchParams);
  const person = await requirePerson(listPath(filter));
  const zone = zoneOf(person);
  const [{ changes, more, now }, places, staff] = await Promise.all([
    listChanges({
      ...filter,
      from: filter.from && startOfDay(filter.from, zone),
      to: filter.to && startOfDay(filter.to, zone, 1),
    }),
    readPlaces(filter),
    readStaff(),
  ]);
  return (
    <Main>
      <PageHead title="Changes" />
      <FilterForm filter={filter} places={places} staff={staff} />
      {changes.length > 0 ? (
        <RecordTable caption="Changes, the newest first" rows={changes.map(listedRow(now, zone))} zone={zone} />
      ) : (
        <Empty>
          No change fits this filter.{" "}
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
