import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb, searchDb } from "@/db/connection/client";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { toSearchQuery } from "@/lib/text/search-query";
import { isImportedShown } from "./imported-conditions";
import { type ImportedRow, importedRowColumns, importedRowShape } from "./imported-row";

/** What the list shows: those that a search finds, or of one import, withdrawn or not; before a record of an earlier page. */
type ImportedFilter = {
  readonly q?: string | undefined;
  readonly importId?: number | undefined;
  readonly before?: { readonly importId: number; readonly rowNumber: number } | undefined;
};

type ListPage = {
  readonly records: readonly ImportedRow[];
  readonly next: ImportedRow | null;
  /** Exact up to a limit; `more` where there are more. */
  readonly matching: { readonly count: number; readonly more: boolean };
};

export const importedPerPage = 50;
/** Counted no further: a list costs the same however much was imported. */
const countLimit = 500;

const listedSql = typedSql({ ...importedRowShape, count: z.int() });

/** A page of imported records, the newest first; of one import in the order of its rows. */
export async function listImportedRecords(filter: ImportedFilter): Promise<ListPage> {
  const rows = await queryRows(filter.q ? searchDb() : appDb(), importedQuery(filter));
  const records = rows.slice(0, importedPerPage);
  const count = rows[0]?.count ?? 0;
  return {
    records,
    next: rows.length > importedPerPage ? (records.at(-1) ?? null) : null,
    matching: { count: Math.min(count, countLimit), more: count > countLimit },
  };
}

/** The query of a page, with the count of all that match up to one more than the limit. */
export const importedQuery = (filter: ImportedFilter) => {
  const matching = sql.join([sql`true`, ...conditions(filter)], sql` and `);
  const order = filter.importId ? sql`r.row_number` : sql`r.happened_at desc, r.import_id desc, r.row_number desc`;
  return listedSql`
    select ${importedRowColumns},
      (select count(*)::int from (select from imported_records r join imports m on m.id = r.import_id where ${matching} limit ${countLimit + 1}) n) as count
    from imported_records r join imports m on m.id = r.import_id
    where ${sql.join([matching, ...laterPage(filter)], sql` and `)} order by ${order} limit ${importedPerPage + 1}`;
};

const conditions = ({ q, importId }: ImportedFilter): SQL[] => [
  importId ? sql`r.import_id = ${importId}` : isImportedShown,
  ...(q ? [sql`r.search @@ websearch_to_tsquery('english', ${toSearchQuery(q)})`] : []),
];

function laterPage({ importId, before }: ImportedFilter): SQL[] {
  if (!before) return [];
  return importId
    ? [sql`r.row_number > ${before.rowNumber}`]
    : [
        sql`(r.happened_at, r.import_id, r.row_number) < (select b.happened_at, b.import_id, b.row_number from imported_records b
          where b.import_id = ${before.importId} and b.row_number = ${before.rowNumber})`,
      ];
}
