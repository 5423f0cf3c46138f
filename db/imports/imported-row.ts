import { sql } from "drizzle-orm";
import { z } from "zod";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant } from "@/db/connection/row-schemas";

/** The columns of an imported record in a list. */
export const importedRowShape = {
  importId: z.int(),
  rowNumber: z.int(),
  sourceSystem: z.string(),
  foreignNumber: z.string(),
  title: z.string(),
  foreignStatus: z.string().nullable(),
  client: z.string().nullable(),
  system: z.string().nullable(),
  /** When it happened, else when it was planned; null of a record without times. */
  starts: instant.nullable(),
  ends: instant.nullable(),
};

const importedRow = z.strictObject(importedRowShape).readonly();
/** An imported record in a list, in the words of its file. Instants are ISO in UTC. */
export type ImportedRow = z.infer<typeof importedRow>;

/** The same for a record `r` of an import `m`. */
export const importedRowColumns = sql`r.import_id::float8 as "importId", r.row_number as "rowNumber", m.source_system as "sourceSystem",
  r.foreign_number as "foreignNumber", r.title, r.foreign_status as "foreignStatus", r.client, r.system,
  ${isoInstant("coalesce(r.actual_start, r.planned_start, r.actual_end, r.planned_end)")} as starts,
  ${isoInstant("case when r.actual_start is not null then r.actual_end else coalesce(r.planned_end, r.actual_end) end")} as ends`;
