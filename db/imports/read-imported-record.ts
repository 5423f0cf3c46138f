import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { systemName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, named } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { importStatuses } from "@/lib/rules/record";
import { storedFields } from "./stored-fields";

const recordSql = typedSql({
  ...storedFields,
  importStatus: z.enum(importStatuses),
  importedAt: instant,
  /** The client and the system of the register with that name; null where there is none, or more than one. */
  registeredClient: named.nullable(),
  registeredSystem: named.nullable(),
});

/** An imported record as its page shows it. Instants are ISO in UTC. */
export type ImportedRecordRow = z.infer<ReturnType<typeof recordSql>["row"]>;

/** One imported record, of a withdrawn import too; null when there is none of that number. */
export async function readImportedRecord(importId: number, rowNumber: number): Promise<ImportedRecordRow | null> {
  const [row] = await queryRows(
    appDb(),
    recordSql`select r.import_id::float8 as "importId", r.row_number as "rowNumber", m.status as "importStatus", m.source_system as "sourceSystem",
        ${isoInstant("m.imported_at")} as "importedAt", r.foreign_number as "foreignNumber", r.title, r.foreign_type as "foreignType",
        r.foreign_status as "foreignStatus", r.client, r.system, r.requested_by as "requestedBy", r.approved_by as "approvedBy",
        ${isoInstant("r.planned_start")} as "plannedStart", ${isoInstant("r.planned_end")} as "plannedEnd",
        ${isoInstant("r.actual_start")} as "actualStart", ${isoInstant("r.actual_end")} as "actualEnd", r.outcome, r.link,
        (select json_build_object('id', k.id, 'name', k.name) from clients k where fold_name(k.name) = fold_name(r.client)) as "registeredClient",
        (select case when count(*) = 1 then (json_agg(json_build_object('id', s.id, 'name', ${systemName("s")})) -> 0) end from systems s join clients k on k.id = s.client_id
          where fold_name(s.name) = fold_name(r.system) and (r.client is null or fold_name(k.name) = fold_name(r.client))) as "registeredSystem"
      from imported_records r join imports m on m.id = r.import_id where r.import_id = ${importId} and r.row_number = ${rowNumber}`,
  );
  return row ?? null;
}
