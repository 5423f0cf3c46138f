import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { bigintNumber, inList } from "@/db/connection/columns";
import { categories, entryKinds, entryStatuses } from "@/lib/rules/record";
import { texts } from "./events";
import { clients, systems } from "./systems";

export const entries = pgTable(
  "entries",
  {
    id: bigintNumber("id").primaryKey(),
    kind: text("kind", { enum: entryKinds }).notNull(),
    status: text("status", { enum: entryStatuses }).notNull(),
    version: integer("version").notNull().default(1),
    category: text("category", { enum: categories }).notNull(),
    reversible: boolean("reversible").notNull(),
    templateFields: jsonb("template_fields").notNull(),
    allowedInFreeze: boolean("allowed_in_freeze").notNull().default(false),
    titleTextId: bigintNumber("title_text_id")
      .notNull()
      .references(() => texts.id),
    whatTextId: bigintNumber("what_text_id")
      .notNull()
      .references(() => texts.id),
    rollbackPlanTextId: bigintNumber("rollback_plan_text_id")
      .notNull()
      .references(() => texts.id),
    verificationTextId: bigintNumber("verification_text_id")
      .notNull()
      .references(() => texts.id),
    /** The last day on which it can be used, a day of the site. */
    expiresOn: date("expires_on"),
    /** The version that this one replaces once it is approved. */
    replacesId: bigintNumber("replaces_id").references((): AnyPgColumn => entries.id),
    /** The first version; null in the first version itself. */
    rootId: bigintNumber("root_id").references((): AnyPgColumn => entries.id),
    /** The closed change that it was proposed from. */
    fromChangeId: bigintNumber("from_change_id"),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: bigintNumber("last_event_id").notNull(),
  },
  (entries) => [
    index("entries_of_a_root").on(entries.rootId),
    index("entries_that_expire")
      .on(entries.expiresOn)
      .where(sql.raw(`status = '${entryStatuses[1]}' and expires_on is not null`)),
    check("an_entry_is_of_a_known_kind", inList("kind", entryKinds)),
    check("an_entry_has_a_known_status", inList("status", entryStatuses)),
    check("an_entry_is_of_a_category_of_the_policy", inList("category", categories)),
  ],
);

export const entrySystems = pgTable(
  "entry_systems",
  {
    entryId: bigintNumber("entry_id")
      .notNull()
      .references(() => entries.id),
    systemId: bigintNumber("system_id")
      .notNull()
      .references(() => systems.id),
  },
  (covered) => [primaryKey({ columns: [covered.entryId, covered.systemId] })],
);

/** The clients of which an entry covers every system. */
export const entryClients = pgTable(
  "entry_clients",
  {
    entryId: bigintNumber("entry_id")
      .notNull()
      .references(() => entries.id),
    clientId: bigintNumber("client_id")
      .notNull()
      .references(() => clients.id),
  },
  (covered) => [primaryKey({ columns: [covered.entryId, covered.clientId] })],
);
