import { type SQL, sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bigintNumber, bytea, inList, timestamptz, tsvector } from "@/db/connection/columns";
import { importStatuses } from "@/lib/rules/record";
import { texts } from "./events";
import { people } from "./people";

/** A file of changes from another system, imported at once. Its event holds the hash over its records. */
export const imports = pgTable(
  "imports",
  {
    id: bigintNumber("id").primaryKey(),
    status: text("status", { enum: importStatuses }).notNull(),
    sourceSystem: text("source_system").notNull(),
    fileName: text("file_name").notNull(),
    fileHash: bytea("file_hash").notNull(),
    mappingTextId: bigintNumber("mapping_text_id")
      .notNull()
      .references(() => texts.id),
    /** Why rows were left out; null where none was. */
    rowReportTextId: bigintNumber("row_report_text_id").references(() => texts.id),
    recordCount: integer("record_count").notNull(),
    leftOut: integer("left_out").notNull(),
    recordsHash: bytea("records_hash").notNull(),
    importedBy: bigintNumber("imported_by")
      .notNull()
      .references(() => people.id),
    importedAt: timestamptz("imported_at").notNull(),
    withdrawnAt: timestamptz("withdrawn_at"),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: bigintNumber("last_event_id").notNull(),
  },
  (imports) => [
    check("an_import_has_a_known_status", inList("status", importStatuses)),
    check("an_import_has_a_bounded_number_of_records", sql`record_count between 0 and 50000 and left_out >= 0`),
    index("imports_by_file").on(imports.fileHash),
  ],
);

const searchedColumns = [
  "foreign_number",
  "title",
  "foreign_type",
  "foreign_status",
  "client",
  "system",
  "requested_by",
  "approved_by",
  "outcome",
];
const searchedWords: SQL = sql.raw(
  `to_tsvector('english', ${searchedColumns.map((column) => `coalesce(${column}, '')`).join(" || ' ' || ")})`,
);

/**
 * One change of another system, as its file says it: no change under the policy. Client, system and people are the words of
 * the file. The salt makes its hash say nothing of its words.
 */
export const importedRecords = pgTable(
  "imported_records",
  {
    importId: bigintNumber("import_id")
      .notNull()
      .references(() => imports.id),
    rowNumber: integer("row_number").notNull(),
    salt: bytea("salt").notNull(),
    rowHash: bytea("row_hash").notNull(),
    foreignNumber: text("foreign_number").notNull(),
    title: text("title").notNull(),
    foreignType: text("foreign_type"),
    foreignStatus: text("foreign_status"),
    client: text("client"),
    system: text("system"),
    requestedBy: text("requested_by"),
    approvedBy: text("approved_by"),
    plannedStart: timestamptz("planned_start"),
    plannedEnd: timestamptz("planned_end"),
    actualStart: timestamptz("actual_start"),
    actualEnd: timestamptz("actual_end"),
    outcome: text("outcome"),
    link: text("link"),
    /** When it happened, else when it was planned; of neither, before everything. */
    happenedAt: timestamptz("happened_at")
      .notNull()
      .generatedAlwaysAs(
        sql`coalesce(actual_start, planned_start, actual_end, planned_end, '-infinity'::timestamp with time zone)`,
      ),
    search: tsvector("search").notNull().generatedAlwaysAs(searchedWords),
  },
  (records) => [
    primaryKey({ name: "an_import_has_one_record_a_row", columns: [records.importId, records.rowNumber] }),
    index("imported_records_by_time").on(records.happenedAt, records.importId, records.rowNumber),
    index("imported_records_by_words").using("gin", records.search),
    check(
      "an_imported_record_has_bounded_texts",
      sql`greatest(length(foreign_number), length(title), length(foreign_type), length(foreign_status), length(client), length(system), length(requested_by), length(approved_by), length(link)) <= 1000 and coalesce(length(outcome), 0) <= 10000`,
    ),
    check(
      "an_imported_record_ends_after_it_started",
      sql`coalesce(planned_end >= planned_start, true) and coalesce(actual_end >= actual_start, true)`,
    ),
    check("an_imported_record_links_to_the_web", sql`link ~ '^https?://'`),
  ],
);
