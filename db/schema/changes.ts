import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { among, instant, key, lexemes, span } from "@/db/connection/columns";
import { categories, changeStatuses, changeTypes, terminalStatuses, triggers } from "@/lib/rules/record";
import { entries } from "./catalogue";
import { type CheckOfChanges, checkOf } from "./checks";
import { events, texts } from "./events";
import { people } from "./people";
import { systems } from "./systems";

const held = (name: CheckOfChanges) => check(name, checkOf(name));

export const changes = pgTable(
  "changes",
  {
    id: key("id").primaryKey(),
    number: text("number").notNull().generatedAlwaysAs(sql`'CHG-' || id`),
    type: text("type", { enum: changeTypes }).notNull(),
    status: text("status", { enum: changeStatuses }).notNull(),
    revision: integer("revision").notNull().default(1),
    stepSeq: integer("step_seq").notNull(),
    stepSubject: text("step_subject").notNull().generatedAlwaysAs(sql`'change'`),
    stepAside: boolean("step_aside").notNull().generatedAlwaysAs(sql`false`),
    lastEventId: key("last_event_id").notNull(),
    lastEventAt: instant("last_event_at").notNull(),
    createdAt: instant("created_at").notNull(),
    titleText: key("title_text").references(() => texts.id),
    whatText: key("what_text").references(() => texts.id),
    whyText: key("why_text").references(() => texts.id),
    rollbackPlanText: key("rollback_plan_text").references(() => texts.id),
    verificationText: key("verification_text").references(() => texts.id),
    impactText: key("impact_text").references(() => texts.id),
    linksText: key("links_text").references(() => texts.id),
    systemInWordsText: key("system_in_words_text").references(() => texts.id),
    category: text("category", { enum: categories }),
    reversible: boolean("reversible").notNull().default(false),
    expectedMinutes: integer("expected_minutes"),
    rollbackMinutes: integer("rollback_minutes"),
    entryId: key("entry_id").references(() => entries.id),
    entryValues: jsonb("entry_values"),
    trigger: text("trigger", { enum: triggers }),
    /** Whether other clients that it touches may read its free text. */
    shareable: boolean("shareable").notNull().default(false),
    /** The version of the policy under which it was opened. */
    policyVersion: integer("policy_version").notNull().default(1),
    authorId: key("author_id")
      .notNull()
      .references(() => people.id),
    whoId: key("who_id").references(() => people.id),
    implementerId: key("implementer_id").references(() => people.id),
    windowStart: instant("window_start"),
    windowEnd: instant("window_end"),
    windowTimezone: text("window_timezone"),
    windowWaived: boolean("window_waived").notNull().default(false),
    approvedAt: instant("approved_at"),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    failedAt: instant("failed_at"),
    rolledBackAt: instant("rolled_back_at"),
    factsCompleteAt: instant("facts_complete_at"),
    search: lexemes("search").notNull(),
  },
  (changes) => [
    unique("a_change_has_one_number").on(changes.number),
    foreignKey({
      name: "status_is_where_the_last_event_led",
      columns: [changes.id, changes.stepSeq, changes.status, changes.stepSubject, changes.stepAside],
      foreignColumns: [events.subjectId, events.seq, events.toStatus, events.subjectType, events.aside],
    }),
    held("a_change_is_of_a_type_of_the_policy"),
    held("a_change_has_a_known_status"),
    held("a_change_is_of_a_category_of_the_policy"),
    held("an_emergency_has_a_known_trigger"),
    check("only_a_catalogue_entry_makes_a_change_standard", sql`type <> 'standard' or entry_id is not null`),
    held("what_is_written_before_anybody_decides"),
    held("why_is_written_before_anybody_decides"),
    held("a_rollback_plan_is_written_before_anybody_decides"),
    held("who_and_when_are_known_once_started"),
    held("the_end_is_known_once_done"),
    check("it_ended_after_it_started", sql`ended_at >= started_at`),
    check("a_window_ends_after_it_starts", sql`window_end > window_start`),
    check("a_window_lasts_at_most_24_hours", sql`window_end - window_start <= interval '24 hours'`),
    index("changes_by_status").on(changes.status, changes.id),
    index("changes_by_type").on(changes.type, changes.id),
    index("changes_by_category").on(changes.category, changes.id),
    index("changes_by_creation").on(changes.createdAt, changes.id),
    index("changes_still_open")
      .on(changes.id)
      .where(sql`not ${among("status", terminalStatuses)}`),
    index("changes_by_window").on(changes.windowStart).where(sql`window_start is not null`),
    index("windows_of_an_implementer")
      .on(changes.implementerId, changes.windowStart)
      .where(sql`window_start is not null`),
    index("emergencies_by_start")
      .on(changes.startedAt)
      .where(sql.raw(`type = '${changeTypes[2]}'`)),
    index("changes_of_an_entry").on(changes.entryId),
    index("changes_by_words").using("gin", changes.search),
  ],
);

export const changeSystems = pgTable(
  "change_systems",
  {
    changeId: key("change_id")
      .notNull()
      .references(() => changes.id),
    systemId: key("system_id")
      .notNull()
      .references(() => systems.id),
  },
  (touched) => [
    primaryKey({ columns: [touched.changeId, touched.systemId] }),
    index("changes_of_a_system").on(touched.systemId, touched.changeId),
  ],
);

/** A change reserves its systems while it is scheduled or in progress; the rows are deleted when it leaves those statuses. */
export const holds = pgTable(
  "holds",
  {
    changeId: key("change_id")
      .notNull()
      .references(() => changes.id),
    systemId: key("system_id")
      .notNull()
      .references(() => systems.id),
    during: span("during").notNull(),
    waived: boolean("waived").notNull(),
  },
  (holds) => [primaryKey({ columns: [holds.changeId, holds.systemId] })],
);

/** Links a change to the earlier one whose failure or emergency made it necessary. */
export const followUps = pgTable(
  "follow_ups",
  {
    changeId: key("change_id")
      .primaryKey()
      .references(() => changes.id),
    followsId: key("follows_id")
      .notNull()
      .references(() => changes.id),
  },
  (followUps) => [
    index("follow_ups_of_a_change").on(followUps.followsId),
    check("a_change_does_not_follow_itself", sql`change_id <> follows_id`),
  ],
);
