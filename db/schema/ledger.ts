import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bigintNumber, bytea, timestamptz } from "@/db/connection/columns";
import { events } from "./events";
import { people } from "./people";

/** Events that have no log index yet. */
export const ledgerQueue = pgTable("ledger_queue", { eventId: bigintNumber("event_id").primaryKey() });

/** The ledger: every event with its gap-free log index, from 1. `leaf` is its hash in the Merkle tree. */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    logIndex: bigintNumber("log_index").primaryKey(),
    eventId: bigintNumber("event_id")
      .notNull()
      .references(() => events.id),
    leaf: bytea("leaf").notNull(),
  },
  (entries) => [unique("an_event_has_one_place_in_the_log").on(entries.eventId)],
);

/** The roots of complete subtrees of 256, 65,536, … leaves (levels 8, 16, …), so that no proof reads the whole ledger. */
export const ledgerNodes = pgTable(
  "ledger_nodes",
  { level: integer("level").notNull(), index: bigintNumber("index").notNull(), hash: bytea("hash").notNull() },
  (nodes) => [primaryKey({ columns: [nodes.level, nodes.index] })],
);

/** Signed heads of the ledger: `note` is the C2SP checkpoint as it is handed out. */
export const checkpoints = pgTable(
  "checkpoints",
  {
    id: bigintNumber("id").primaryKey().generatedAlwaysAsIdentity(),
    size: bigintNumber("size").notNull(),
    root: bytea("root").notNull(),
    note: text("note").notNull(),
    /** The public key in the format of C2SP verifier keys. */
    verifierKey: text("verifier_key").notNull(),
    at: timestamptz("at").notNull(),
    /** When it was first handed out: from then on somebody outside may hold it. */
    handedOutAt: timestamptz("handed_out_at"),
  },
  (checkpoints) => [
    index("checkpoints_handed_out").on(checkpoints.id).where(sql`handed_out_at is not null`),
    check("a_checkpoint_counts_events", sql`size >= 0`),
  ],
);

/** The results of verifications of the whole ledger. */
export const verifications = pgTable("verifications", {
  id: bigintNumber("id").primaryKey().generatedAlwaysAsIdentity(),
  startedAt: timestamptz("started_at").notNull(),
  endedAt: timestamptz("ended_at").notNull(),
  size: bigintNumber("size").notNull(),
  ok: boolean("ok").notNull(),
  words: text("words").notNull(),
  /** The same as a signed note: a row without a valid signature proves nothing. */
  note: text("note").notNull(),
});

/** The worker's own report: when it last made a pass, and which database sessions block it. */
export const ledgerWorkerStatus = pgTable(
  "ledger_worker_status",
  {
    id: integer("id").primaryKey().default(1),
    lastPassAt: timestamptz("last_pass_at"),
    blockingSessions: jsonb("blocking_sessions").notNull().default([]),
  },
  () => [check("there_is_one_log", sql`id = 1`)],
);

/** Every export of records: by whom, when, and with which filter. */
export const recordExports = pgTable(
  "exports",
  {
    eventId: bigintNumber("event_id").primaryKey(),
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    at: timestamptz("at").notNull(),
    fileName: text("file_name").notNull(),
    changeId: bigintNumber("change_id"),
    periodStart: timestamptz("period_start"),
    periodEnd: timestamptz("period_end"),
    clientId: bigintNumber("client_id"),
    systemId: bigintNumber("system_id"),
    type: text("type"),
  },
  (exported) => [index("exports_by_time").on(exported.at)],
);
