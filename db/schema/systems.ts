import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { among, folded, instant, key } from "@/db/connection/columns";
import { systemStatuses } from "@/lib/rules/record";
import { people } from "./people";

export const clients = pgTable(
  "clients",
  { id: key("id").primaryKey().generatedAlwaysAsIdentity(), name: text("name").notNull() },
  (clients) => [
    unique("a_client_has_one_name").on(clients.name),
    uniqueIndex("a_client_is_there_once_however_it_is_spelled").on(folded(clients.name)),
  ],
);

export const systems = pgTable(
  "systems",
  {
    id: key("id").primaryKey(),
    name: text("name").notNull(),
    clientId: key("client_id")
      .notNull()
      .references(() => clients.id),
    kind: text("kind"),
    managedSince: instant("managed_since").notNull(),
    managedUntil: instant("managed_until"),
    status: text("status", { enum: systemStatuses }).notNull().default(systemStatuses[0]),
    ownerId: key("owner_id").references(() => people.id),
    monitoringLinks: text("monitoring_links"),
    stepSeq: integer("step_seq").notNull().default(1),
    /** Null only while `register` inserts the row. */
    lastEventId: key("last_event_id"),
  },
  (systems) => [
    check("a_system_has_a_known_status", among("status", systemStatuses)),
    unique("a_client_has_one_system_of_a_name").on(systems.clientId, systems.name),
    uniqueIndex("a_client_has_one_system_of_a_name_however_it_is_spelled").on(systems.clientId, folded(systems.name)),
    // Finds systems with the same name.
    index("systems_by_folded_name").on(folded(systems.name)),
    check("management_ends_after_it_began", sql`managed_until > managed_since`),
  ],
);
