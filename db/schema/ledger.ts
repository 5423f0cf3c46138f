import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bytes, instant, key } from "@/db/connection/columns";
import { events } from "./events";
import { people } from "./people";

/** Events that have no log index yet. */
export const logQueue = pgTable("log_queue", { eventId: key("event_id").primaryKey() });

/** The ledger: every event with its gap-free log index, from 1. `leaf` is its hash in the Merkle tree. */
export const logEntries = pgTable(
  "log_entries",
  {
    place: key("place").primaryKey(),
    eventId: key("event_id")
      .notNull()
      .references(() => events.id),
    leaf: bytes("leaf").notNull(),
  },
  (entries) => [unique("an_event_has_one_place_in_the_log").on(entries.eventId)],
);

/** The roots of complete subtrees of 256, 65,536, … leaves (levels 8, 16, …), so that no proof reads the whole ledger. */
export const logNodes = pgTable(
  "log_nodes",
  { level: integer("level").notNull(), index: key("index").notNull(), hash: bytes("hash").notNull() },
  (nodes) => [primaryKey({ columns: [nodes.level, nodes.index] })],
);

/** Signed heads of the ledger: `note` is the C2SP checkpoint as it is handed out. */
export const checkpoints = pgTable(
  "checkpoints",
  {
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    size: key("size").notNull(),
    root: bytes("root").notNull(),
    note: text("note").notNull(),
    /** The public key in the format of C2SP verifier keys. */
    verifierKey: text("verifier_key").notNull(),
    at: instant("at").notNull(),
    /** When it was first handed out: from then on somebody outside may hold it. */
    handedOutAt: instant("handed_out_at"),
  },
  (checkpoints) => [
    index("checkpoints_handed_out").on(checkpoints.id).where(sql`handed_out_at is not null`),
    check("a_checkpoint_counts_events", sql`size >= 0`),
  ],
);

/** The results of verifications of the whole ledger. */
export const verifications = pgTable("verifications", {
  id: key("id").primaryKey().generatedAlwaysAsIdentity(),
  startedAt: instant("started_at").notNull(),
  endedAt: instant("ended_at").notNull(),
  size: key("size").notNull(),
  ok: boolean("ok").notNull(),
  words: text("words").notNull(),
  /** The same as a signed note: a row without a valid signature proves nothing. */
  note: text("note").notNull(),
});

/** The worker's own report: when it last made a pass, and which database sessions block it. */
export const logState = pgTable(
  "log_state",
  {
    id: integer("id").primaryKey().default(1),
    lookedAt: instant("looked_at"),
    inTheWay: jsonb("in_the_way").notNull().default([]),
  },
  () => [check("there_is_one_log", sql`id = 1`)],
);

/** Every export of records: by whom, when, and with which filter. */
export const exportedRecords = pgTable(
  "exports",
  {
    eventId: key("event_id").primaryKey(),
    personId: key("person_id")
      .notNull()
      .references(() => people.id),
    at: instant("at").notNull(),
    exported: text("exported").notNull(),
    changeId: key("change_id"),
    fromAt: instant("from_at"),
    toAt: instant("to_at"),
    clientId: key("client_id"),
    systemId: key("system_id"),
    type: text("type"),
  },
  (exported) => [index("exports_by_time").on(exported.at)],
);
