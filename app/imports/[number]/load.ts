import type { Loaded, PageRequest } from "@/app/_document/document";
import type { SessionUser } from "@/app/_request/session";
import { userZone } from "@/app/_request/time-zones";
import { restoreDraft } from "@/app/_steps/form-draft";
import { toActor, toImportState } from "@/app/_steps/record-state";
import { listImportedRecords } from "@/db/imports/list-imported-records";
import { readImportedRecord } from "@/db/imports/read-imported-record";
import { readImport } from "@/db/imports/read-imports";
import { importedPath, parseImportedFilter } from "@/lib/imports/imported-filter";
import { importNumber, parseImportedNumber } from "@/lib/imports/imported-number";
import { judge } from "@/lib/rules/judge";

export type LoadedImported = Loaded<typeof loadImported>;
export type LoadedImport = NonNullable<Awaited<ReturnType<typeof loadImport>>>;

/** The page of an import, or of one record of it. */
export async function loadImported({ params, query, person }: PageRequest<{ number: string }>) {
  const named = parseImportedNumber(params.number);
  if (!named) return null;
  if (named.rowNumber === null) {
    const found = await loadImport(named.importId, query, person);
    return found && { import: found, record: null, zone: found.zone };
  }
  const record = await readImportedRecord(named.importId, named.rowNumber);
  return record && { import: null, record, zone: userZone(person) };
}

async function loadImport(id: number, query: PageRequest["query"], person: SessionUser) {
  const { before } = parseImportedFilter(query);
  const path = `/imports/${importNumber(id)}`;
  const [found, { records, next }, formDraft] = await Promise.all([
    readImport(id),
    listImportedRecords({ importId: id, before }),
    restoreDraft(person.token, path, [query.kept].flat()[0]),
  ]);
  if (!found) return null;
  return {
    ...{ found, records, person, formDraft, zone: userZone(person) },
    mayWithdraw: judge("withdraw_import", toImportState(found), toActor(person)).ok,
    newer: before ? path : null,
    older: next ? importedPath({ before: next }, path) : null,
  };
}
