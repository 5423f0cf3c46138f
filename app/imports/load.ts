import type { Loaded, PageRequest } from "@/app/_document/document";
import { seeOther } from "@/app/_request/responses";
import { userZone } from "@/app/_request/time-zones";
import { toActor } from "@/app/_steps/record-state";
import { listImportedRecords } from "@/db/imports/list-imported-records";
import { listImports } from "@/db/imports/read-imports";
import { importedPath, parseImportedFilter } from "@/lib/imports/imported-filter";
import { importedPagePath, parseImportedNumber } from "@/lib/imports/imported-number";
import { canImportPast } from "@/lib/rules/can-create";

export type LoadedImports = Loaded<typeof loadImports>;

/** A number that is searched for leads to its page. */
export async function loadImports({ query, person }: PageRequest) {
  const filter = parseImportedFilter(query);
  const named = parseImportedNumber(filter.q ?? "");
  if (named) return seeOther(importedPagePath(named));
  const [listed, imports] = await Promise.all([listImportedRecords(filter), listImports()]);
  const { records, next, matching } = listed;
  return {
    ...{ filter, records, matching, imports, zone: userZone(person), mayImport: canImportPast(toActor(person)) },
    newer: filter.before ? importedPath({ q: filter.q }) : null,
    older: next ? importedPath({ q: filter.q, before: next }) : null,
  };
}
