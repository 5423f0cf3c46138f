import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { bigintNumber, foldedName, inList, timestamptz } from "@/db/connection/columns";
import { systemStatuses } from "@/lib/rules/record";
import { people } from "./people";

export const clients = pgTable(
  "clients",
  { id: bigintNumber("id").primaryKey().generatedAlwaysAsIdentity(), name: text("name").notNull() },
  (clients) => [
    unique("a_client_has_one_name").on(clients.name),
    uniqueIndex("a_client_is_there_once_however_it_is_spelled").on(foldedName(clients.name)),
  ],
);

export const systems = pgTable(
  "systems",
  {
    id: bigintNumber("id").primaryKey(),
    name: text("name").notNull(),
    clientId: bigintNumber("client_id")
      .notNull()
      .references(() => clients.id),
    kind: text("kind"),
    managedSince: timestamptz("managed_since").notNull(),
    managedUntil: timestamptz("managed_until"),
    status: text("status", { enum: systemStatuses }).notNull().default(systemStatuses[0]),
    ownerId: bigintNumber("owner_id").references(() => people.id),
    monitoringLinks: text("monitoring_links"),
    stepSeq: integer("step_seq").notNull().default(1),
    /** Null only while `register` inserts the row. */
    lastEventId: bigintNumber("last_event_id"),
  },
  (systems) => [
    check("a_system_has_a_known_status", inList("status", systemStatuses)),
    unique("a_client_has_one_system_of_a_name").on(systems.clientId, systems.name),
    uniqueIndex("a_client_has_one_system_of_a_name_however_it_is_spelled").on(
      systems.clientId,
      foldedName(systems.name),
    ),
    // Finds systems with the same name.
    index("systems_by_folded_name").on(foldedName(systems.name)),
    check("management_ends_after_it_began", sql`managed_until > managed_since`),
  ],
);
