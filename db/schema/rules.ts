import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { among, instant, length } from "@/db/connection/columns";
import { rulebookOccasions } from "@/lib/rules/record";

/** The rulebook of lib/rules/rules.ts as the trigger reads it; written anew at each migration. */
export const rules = pgTable(
  "rules",
  {
    subjectType: text("subject_type").notNull(),
    step: text("step").notNull(),
    type: text("type").notNull(),
    fromStatus: text("from_status").notNull(),
    toStatus: text("to_status").notNull(),
    ways: jsonb("ways").notNull(),
    needs: text("needs").array().notNull(),
    asks: jsonb("asks").notNull(),
    clause: text("clause").notNull(),
    who: text("who").notNull(),
    caused: boolean("caused").notNull(),
    aside: boolean("aside").notNull(),
    /** The acts by which later steps know who took it. */
    makes: text("makes").array().notNull().default([]),
    /** What it does to its change beside leading it on. */
    does: text("does").array().notNull().default([]),
  },
  (rules) => [primaryKey({ columns: [rules.subjectType, rules.step, rules.type, rules.fromStatus] })],
);

/** What each refusal says, by its code and the reason: the first whose reason is there; and as `no_plan` the words that are no rollback plan. */
export const refusalWords = pgTable(
  "refusal_words",
  {
    code: text("code").notNull(),
    place: integer("place").notNull().default(0),
    reason: text("reason").notNull().default(""),
    words: text("words").notNull(),
    /** What a refusal cites where it is not the step's clause. */
    clause: text("clause"),
    /** Why it is one, for the program that shows it. */
    because: text("because").notNull(),
    /** The field that it is about, where it is always the same. */
    field: text("field"),
  },
  (refusalWords) => [primaryKey({ columns: [refusalWords.code, refusalWords.place] })],
);

/** What decides, as it was recorded last: each step names the rulebook it was judged by. */
export const livingRulebook = pgTable(
  "rulebook",
  {
    id: integer("id").primaryKey().default(1),
    occasion: text("occasion").notNull(),
    /** A hash (hex) for each of rules, functions, triggers, constraints, grants. */
    parts: jsonb("parts").notNull(),
    fingerprint: text("fingerprint").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  () => [
    check("there_is_one_rulebook", sql`id = 1`),
    check("a_rulebook_is_recorded_on_an_occasion", among("occasion", rulebookOccasions)),
  ],
);

/** The rulebook of lib/notices/notices.ts as the triggers read it; written anew at each migration. */
export const noticeRules = pgTable("notice_rules", {
  kind: text("kind").primaryKey(),
  place: integer("place").notNull(),
  mandatory: boolean("mandatory").notNull(),
  /** After how long it would tell nobody anything; null: it is always of use. */
  useful: length("useful"),
});
