import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { inList, interval, timestamptz } from "@/db/connection/columns";
import { rulebookOccasions } from "@/lib/rules/record";

/** The rulebook of lib/rules/rules.ts as the trigger reads it; replaced at each migration. */
export const rules = pgTable(
  "rules",
  {
    subjectType: text("subject_type").notNull(),
    step: text("step").notNull(),
    type: text("type").notNull(),
    fromStatus: text("from_status").notNull(),
    toStatus: text("to_status").notNull(),
    allowedActors: jsonb("allowed_actors").notNull(),
    preconditions: text("preconditions").array().notNull(),
    inputs: jsonb("inputs").notNull(),
    clause: text("clause").notNull(),
    refusalMessage: text("refusal_message").notNull(),
    derived: boolean("derived").notNull(),
    annotation: boolean("annotation").notNull(),
    /** The scope by which a token may take it; null: no token may. */
    tokenScope: text("token_scope"),
    /** Under which names later steps refer to the person who took it. */
    makes: text("makes").array().notNull().default([]),
    /** Its effects on the change besides the new status. */
    effects: text("effects").array().notNull().default([]),
  },
  (rules) => [primaryKey({ columns: [rules.subjectType, rules.step, rules.type, rules.fromStatus] })],
);

/**
 * The message of each refusal code, several with conditions: the first that matches is used. `no_plan` lists the words that do not
 * count as a rollback plan.
 */
export const refusalMessages = pgTable(
  "refusal_messages",
  {
    code: text("code").notNull(),
    sortOrder: integer("sort_order").notNull().default(0),
    reason: text("reason").notNull().default(""),
    message: text("message").notNull(),
    /** The clause to cite; null for that of the step. */
    clause: text("clause"),
    /** The kind of refusal, for the program that shows it. */
    kind: text("kind").notNull(),
    /** The field that it is about, where that is always the same. */
    field: text("field"),
  },
  (refusalWords) => [primaryKey({ columns: [refusalWords.code, refusalWords.sortOrder] })],
);

/** The rulebook as it was recorded last; each step names the fingerprint it was judged by. */
export const recordedRulebook = pgTable(
  "rulebook",
  {
    id: integer("id").primaryKey().default(1),
    occasion: text("occasion").notNull(),
    /** A hash (hex) for each of rules, functions, triggers, constraints, grants. */
    parts: jsonb("parts").notNull(),
    fingerprint: text("fingerprint").notNull(),
    recordedAt: timestamptz("recorded_at").notNull(),
  },
  () => [
    check("there_is_one_rulebook", sql`id = 1`),
    check("a_rulebook_is_recorded_on_an_occasion", inList("occasion", rulebookOccasions)),
  ],
);

/** The kinds of notice of lib/notices/notices.ts as the triggers read them; replaced at each migration. */
export const noticeRules = pgTable("notice_rules", {
  kind: text("kind").primaryKey(),
  priority: integer("priority").notNull(),
  mandatory: boolean("mandatory").notNull(),
  /** How long it stays useful; null: for ever. */
  usefulFor: interval("useful_for"),
  /** By e-mail only: it concerns its recipients alone. */
  personal: boolean("personal").notNull().default(false),
});
