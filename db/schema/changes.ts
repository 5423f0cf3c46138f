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
import { bigintNumber, inList, timestamptz, tstzrange, tsvector } from "@/db/connection/columns";
import { deadlineRules } from "@/lib/changes/deadlines";
import { categories, changeStatuses, changeTypes, terminalStatuses, triggers } from "@/lib/rules/record";
import { entries } from "./catalogue";
import { type ChangeCheck, checkCall } from "./checks";
import { events, texts } from "./events";
import { people } from "./people";
import { systems } from "./systems";

const isOpen = sql`not ${inList("status", terminalStatuses)}`;

const namedCheck = (name: ChangeCheck) => check(name, checkCall(name));

export const changes = pgTable(
  "changes",
  {
    id: bigintNumber("id").primaryKey(),
    number: text("number").notNull().generatedAlwaysAs(sql`'CHG-' || id`),
    type: text("type", { enum: changeTypes }).notNull(),
    status: text("status", { enum: changeStatuses }).notNull(),
    revision: integer("revision").notNull().default(1),
    stepSeq: integer("step_seq").notNull(),
    stepSubject: text("step_subject").notNull().generatedAlwaysAs(sql`'change'`),
    stepAside: boolean("step_aside").notNull().generatedAlwaysAs(sql`false`),
    lastEventId: bigintNumber("last_event_id").notNull(),
    lastEventAt: timestamptz("last_event_at").notNull(),
    createdAt: timestamptz("created_at").notNull(),
    titleTextId: bigintNumber("title_text_id").references(() => texts.id),
    whatTextId: bigintNumber("what_text_id").references(() => texts.id),
    whyTextId: bigintNumber("why_text_id").references(() => texts.id),
    rollbackPlanTextId: bigintNumber("rollback_plan_text_id").references(() => texts.id),
    verificationTextId: bigintNumber("verification_text_id").references(() => texts.id),
    impactTextId: bigintNumber("impact_text_id").references(() => texts.id),
    linksTextId: bigintNumber("links_text_id").references(() => texts.id),
    systemInWordsTextId: bigintNumber("system_in_words_text_id").references(() => texts.id),
    category: text("category", { enum: categories }),
    reversible: boolean("reversible").notNull().default(false),
    expectedMinutes: integer("expected_minutes"),
    rollbackMinutes: integer("rollback_minutes"),
    entryId: bigintNumber("entry_id").references(() => entries.id),
    entryValues: jsonb("entry_values"),
    trigger: text("trigger", { enum: triggers }),
    /** Whether other clients that it touches may read its free text. */
    shareable: boolean("shareable").notNull().default(false),
    /** The version of the policy under which it was opened. */
    policyVersion: integer("policy_version").notNull().default(1),
    authorId: bigintNumber("author_id")
      .notNull()
      .references(() => people.id),
    whoId: bigintNumber("who_id").references(() => people.id),
    implementerId: bigintNumber("implementer_id").references(() => people.id),
    windowStart: timestamptz("window_start"),
    windowEnd: timestamptz("window_end"),
    windowTimezone: text("window_timezone"),
    windowWaived: boolean("window_waived").notNull().default(false),
    approvedAt: timestamptz("approved_at"),
    startedAt: timestamptz("started_at"),
    endedAt: timestamptz("ended_at"),
    failedAt: timestamptz("failed_at"),
    rolledBackAt: timestamptz("rolled_back_at"),
    factsCompleteAt: timestamptz("facts_complete_at"),
    search: tsvector("search").notNull(),
  },
  (changes) => [
    unique("a_change_has_one_number").on(changes.number),
    foreignKey({
      name: "status_is_where_the_last_event_led",
      columns: [changes.id, changes.stepSeq, changes.status, changes.stepSubject, changes.stepAside],
      foreignColumns: [events.subjectId, events.seq, events.toStatus, events.subjectType, events.aside],
    }),
    namedCheck("a_change_is_of_a_type_of_the_policy"),
    namedCheck("a_change_has_a_known_status"),
    namedCheck("a_change_is_of_a_category_of_the_policy"),
    namedCheck("an_emergency_has_a_known_trigger"),
    check("only_a_catalogue_entry_makes_a_change_standard", sql`type <> 'standard' or entry_id is not null`),
    namedCheck("what_is_written_before_anybody_decides"),
    namedCheck("why_is_written_before_anybody_decides"),
    namedCheck("a_rollback_plan_is_written_before_anybody_decides"),
    namedCheck("who_and_when_are_known_once_started"),
    namedCheck("the_end_is_known_once_done"),
    check("it_ended_after_it_started", sql`ended_at >= started_at`),
    check("a_window_ends_after_it_starts", sql`window_end > window_start`),
    check("a_window_lasts_at_most_24_hours", sql`window_end - window_start <= interval '24 hours'`),
    index("changes_by_status").on(changes.status, changes.id),
    index("changes_by_type").on(changes.type, changes.id),
    index("changes_by_category").on(changes.category, changes.id),
    index("changes_by_last_event_at").on(changes.lastEventAt, changes.id),
    index("changes_by_creation").on(changes.createdAt, changes.id, changes.type),
    index("changes_still_open").on(changes.id).where(isOpen),
    // For the quick filters (db/changes/quick-filter-ids.ts).
    index("open_changes_of_an_author").on(changes.authorId, changes.id).where(isOpen),
    index("open_changes_of_an_executor").on(changes.whoId, changes.id).where(isOpen),
    index("open_changes_of_an_implementer").on(changes.implementerId, changes.id).where(isOpen),
    index("windows_to_keep")
      .on(changes.windowEnd)
      .where(sql`${inList("type", deadlineRules.window.types)} and ${inList("status", deadlineRules.window.statuses)}`),
    index("approvals_to_use").on(changes.approvedAt).where(inList("status", deadlineRules.approval.statuses)),
    index("emergencies_to_document")
      .on(changes.startedAt)
      .where(
        sql`${inList("type", deadlineRules.documentation.types)} and facts_complete_at is null and not ${inList("status", deadlineRules.documentation.notStatuses)}`,
      ),
    index("changes_by_window").on(changes.windowStart).where(sql`window_start is not null`),
    index("windows_of_an_implementer")
      .on(changes.implementerId, changes.windowStart)
      .where(sql`window_start is not null`),
    index("emergencies_by_start")
      .on(changes.startedAt)
      .where(sql.raw(`type = '${changeTypes[2]}'`)),
    index("changes_of_an_entry").on(changes.entryId),
    index("failures_of_an_entry").on(changes.entryId).where(sql`failed_at is not null`),
    index("changes_by_words").using("gin", changes.search),
  ],
);

export const changeSystems = pgTable(
  "change_systems",
  {
    changeId: bigintNumber("change_id")
      .notNull()
      .references(() => changes.id),
    systemId: bigintNumber("system_id")
      .notNull()
      .references(() => systems.id),
  },
  (touched) => [
    primaryKey({ columns: [touched.changeId, touched.systemId] }),
    index("changes_of_a_system").on(touched.systemId, touched.changeId),
  ],
);

/** A change reserves its systems while it is scheduled or in progress; the rows are deleted when it leaves those statuses. */
export const systemReservations = pgTable(
  "system_reservations",
  {
    changeId: bigintNumber("change_id")
      .notNull()
      .references(() => changes.id),
    systemId: bigintNumber("system_id")
      .notNull()
      .references(() => systems.id),
    during: tstzrange("during").notNull(),
    waived: boolean("waived").notNull(),
  },
  (holds) => [primaryKey({ columns: [holds.changeId, holds.systemId] })],
);

/** Links a change to the earlier one whose failure or emergency made it necessary. */
export const followUps = pgTable(
  "follow_ups",
  {
    changeId: bigintNumber("change_id")
      .primaryKey()
      .references(() => changes.id),
    followsId: bigintNumber("follows_id")
      .notNull()
      .references(() => changes.id),
  },
  (followUps) => [
    index("follow_ups_of_a_change").on(followUps.followsId),
    check("a_change_does_not_follow_itself", sql`change_id <> follows_id`),
  ],
);
