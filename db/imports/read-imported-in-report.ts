import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant } from "@/db/connection/row-schemas";
import { type Database, queryRows, typedSql } from "@/db/connection/typed-sql";
import type { ReportScope } from "@/lib/report/report-filter";
import { isImportedOf, isImportedShown } from "./imported-conditions";
import { type ImportedRow, importedRowColumns, importedRowShape } from "./imported-row";

const sourceSql = typedSql({ sourceSystem: z.string(), count: z.int(), first: instant, last: instant });
const recordSql = typedSql(importedRowShape);
const extentSql = typedSql({ count: z.int(), hash: z.string() });
const firstSql = typedSql({ at: instant.nullable() });

/** The imported records of a period that a report shows under their own heading, by the system they come from; and the first of them. */
type ImportedInReport = {
  readonly count: number;
  readonly sources: readonly z.infer<ReturnType<typeof sourceSql>["row"]>[];
  readonly records: readonly ImportedRow[];
};

/** Those that happened, or else were planned, in the period; of a client or a system those that name it; of a type none, as they have none of ours. */
export async function readImportedInReport(
  covered: ReportScope,
  most: number,
  db: Database = appDb(),
): Promise<ImportedInReport> {
  if (covered.type) return { count: 0, sources: [], records: [] };
  const [sources, records] = await Promise.all([
    queryRows(
      db,
      sourceSql`select m.source_system as "sourceSystem", count(*)::int as count, ${isoInstant("min(r.happened_at)")} as first, ${isoInstant("max(r.happened_at)")} as last
        ${fromScope(covered)} group by m.source_system order by m.source_system`,
    ),
    most === 0
      ? []
      : queryRows(db, recordSql`select ${importedRowColumns} ${fromScope(covered)} order by ${inOrder} limit ${most}`),
  ]);
  return { count: sources.reduce((sum, { count }) => sum + count, 0), sources, records };
}

/** How many there are, and the hash over their hashes, in hexadecimal a line each, in the order of the file. */
export async function readImportedExtent(
  covered: ReportScope,
): Promise<{ readonly count: number; readonly hash: string }> {
  const [row] = await queryRows(
    appDb(),
    extentSql`select count(*)::int as count,
      encode(sha256(convert_to(coalesce(string_agg(encode(r.row_hash, 'hex'), E'\\n' order by ${inOrder}), ''), 'UTF8')), 'hex') as hash ${fromScope(covered)}`,
  );
  if (!row) throw new Error("an aggregate has a row");
  return row;
}

/** When the earliest imported record with a time happened; null where there is none. */
export async function firstImported(): Promise<string | null> {
  const [row] = await queryRows(
    appDb(),
    firstSql`select ${isoInstant("(select r.happened_at from imported_records r join imports m on m.id = r.import_id where m.status = 'imported' and r.happened_at > '-infinity' order by r.happened_at limit 1)")} as at`,
  );
  return row?.at ?? null;
}

/** The records `r` of imports `m` that the scope covers. */
export const fromScope = ({ start, end, client, system }: ReportScope): SQL => sql`
  from imported_records r join imports m on m.id = r.import_id
  where r.happened_at >= ${start}::timestamptz and r.happened_at < ${end}::timestamptz and ${isImportedShown} and ${isImportedOf({ client, system })}`;

export const inOrder = sql`r.happened_at, r.import_id, r.row_number`;
