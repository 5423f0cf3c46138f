import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text, varchar } from "drizzle-orm/pg-core";
import { bigintNumber, interval, timestamptz } from "@/db/connection/columns";
import { defaultOrganisation } from "@/lib/settings/organisation";

export const installation = pgTable(
  "installation",
  {
    id: integer("id").primaryKey().default(1),
    kind: text("kind").notNull(),
    clockOffset: interval("clock_offset").notNull().default(sql`'0'`),
    siteTimezone: text("site_timezone").notNull().default("UTC"),
    /** What sentences call the organisation; each start writes what ORGANISATION says. */
    organisation: text("organisation").notNull().default(defaultOrganisation),
    createdAt: timestamptz("created_at").notNull().default(sql`clock_timestamp()`),
  },
  () => [
    check("there_is_one_installation", sql`id = 1`),
    check("an_installation_is_demo_or_production", sql`kind in ('demo', 'production')`),
    check("only_a_demo_moves_its_clock", sql`kind = 'demo' or clock_offset = interval '0'`),
  ],
);

export const counters = pgTable("counters", {
  name: text("name").primaryKey(),
  value: bigintNumber("value").notNull(),
});

/** The version of what processes keep in memory (db/sql/reference-data.sql): one row, from the first event that advances it. */
export const referenceVersion = pgTable(
  "reference_version",
  { id: integer("id").primaryKey().default(1), version: bigintNumber("version").notNull() },
  () => [check("there_is_one_reference_version", sql`id = 1`)],
);

/** Counters of rate-limiter-flexible, which prescribes the columns; written by `count_request` alone. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: varchar("key", { length: 255 }).primaryKey(),
    points: integer("points").notNull().default(0),
    expire: bigint("expire", { mode: "number" }).notNull(),
  },
  (limits) => [index("rate_limits_by_end").on(limits.expire)],
);

/** Named locks: rows that a worker locks, because every role could take an advisory lock, and keep it. */
export const workerLocks = pgTable("worker_locks", { name: text("name").primaryKey() });
