import type { Loaded, PageRequest } from "@/app/_document/document";
import { quickFilterContextOf } from "@/app/_request/quick-filter-context";
import { seeOther } from "@/app/_request/responses";
import { userZone } from "@/app/_request/time-zones";
import { listChanges } from "@/db/changes/list-changes";
import { readSavedViews } from "@/db/changes/views/saved-views";
import { readStaff } from "@/db/people/read-people";
import { readFilterOptions } from "@/db/systems/read-filter-options";
import { parseChangeFilter } from "@/lib/changes/change-filter";
import { foundRecordPath } from "@/lib/changes/finding/find-change";
import { isViewRefusal } from "@/lib/changes/views/saved-views";
import { startOfDay } from "@/lib/time/format";

export type LoadedChanges = Loaded<typeof loadChanges>;

export async function loadChanges({ query, person }: PageRequest) {
  const recordPath = foundRecordPath(query);
  if (recordPath) return seeOther(recordPath);
  const filter = parseChangeFilter(query);
  const zone = userZone(person);
  const [listed, filterOptions, staff, views] = await Promise.all([
    listChanges(
      {
        ...filter,
        from: filter.from && startOfDay(filter.from, zone),
        to: filter.to && startOfDay(filter.to, zone, 1),
      },
      quickFilterContextOf(person),
    ),
    readFilterOptions(filter),
    readStaff(),
    readSavedViews(person.personId),
  ]);
  const refusal = isViewRefusal(query.refused) ? query.refused : null;
  return { filter, ...listed, filterOptions, staff, views, refusal, zone };
}
