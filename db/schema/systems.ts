import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { among, instant, key } from "@/db/connection/columns";
import { systemStatuses } from "@/lib/rules/record";
import { people } from "./people";

export const clients = pgTable(
  "clients",
  { id: key("id").primaryKey().generatedAlwaysAsIdentity(), name: text("name").notNull() },
  (clients) => [unique("a_client_has_one_name").on(clients.name)],
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
    status: text("status").notNull().default(systemStatuses[0]),
    ownerId: key("owner_id").references(() => people.id),
    monitoringLinks: text("monitoring_links"),
    stepSeq: integer("step_seq").notNull().default(1),
    /** Null: only the event that registered it. */
    lastEventId: key("last_event_id"),
  },
  (systems) => [
    check("a_system_has_a_known_status", among("status", systemStatuses)),
    unique("a_client_has_one_system_of_a_name").on(systems.clientId, systems.name),
    check("management_ends_after_it_began", sql`managed_until > managed_since`),
  ],
);
