import { sql } from "drizzle-orm";
import { z } from "zod";
import { exportDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import type { ReportScope } from "@/lib/report/report-filter";
import { fromScope, inOrder } from "./read-imported-in-report";
import { storedFields } from "./stored-fields";

const fileShape = { ...storedFields, happenedAt: instant };
const fileRow = z.strictObject(fileShape).readonly();
const fileSql = typedSql(fileShape);

/** Rows in a batch: with the longest outcomes five megabytes. */
const batchSize = 500;

/** All that the scope covers with everything that is stored of it, instants in UTC, in batches, each read after the one before. */
export async function* readImportedFile(covered: ReportScope): AsyncGenerator<readonly z.infer<typeof fileRow>[]> {
  let after = sql``;
  for (;;) {
    const rows = await queryRows(
      exportDb(),
      fileSql`select r.import_id::float8 as "importId", r.row_number as "rowNumber", ${isoInstant("r.happened_at")} as "happenedAt", m.source_system as "sourceSystem",
        r.foreign_number as "foreignNumber", r.title, r.foreign_type as "foreignType", r.foreign_status as "foreignStatus", r.client, r.system,
        r.requested_by as "requestedBy", r.approved_by as "approvedBy", ${isoInstant("r.planned_start")} as "plannedStart", ${isoInstant("r.planned_end")} as "plannedEnd",
        ${isoInstant("r.actual_start")} as "actualStart", ${isoInstant("r.actual_end")} as "actualEnd", r.outcome, r.link
        ${fromScope(covered)} ${after} order by ${inOrder} limit ${batchSize}`,
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    if (rows.length < batchSize) return;
    after = sql`and (${inOrder}) > (${last.happenedAt}::timestamptz, ${last.importId}::bigint, ${last.rowNumber}::integer)`;
  }
}
