import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bigintNumber, bytea, inList, timestamptz } from "@/db/connection/columns";
import { recordTypes } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { people, sessions } from "./people";

/**
 * The last event of each record's hash chain. Its row is the lock for which writers of one record wait, and holds the hash that the
 * next event includes.
 */
export const recordChains = pgTable(
  "record_chains",
  {
    subjectType: text("subject_type", { enum: recordTypes }).notNull(),
    subjectId: bigintNumber("subject_id").notNull(),
    lastSeq: integer("last_seq").notNull(),
    lastHash: bytea("last_hash").notNull(),
  },
  (chains) => [primaryKey({ columns: [chains.subjectType, chains.subjectId] })],
);

/** Has gaps where a transaction was rolled back; only the log index is gap-free. */
export const eventIds = pgSequence("event_ids");

export const events = pgTable(
  "events",
  {
    id: bigintNumber("id").primaryKey(),
    subjectType: text("subject_type", { enum: recordTypes }).notNull(),
    subjectId: bigintNumber("subject_id").notNull(),
    seq: integer("seq").notNull(),
    step: text("step").$type<Step>().notNull(),
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    sessionId: bigintNumber("session_id").references(() => sessions.id),
    /** The token with which a machine took the step for its person. */
    tokenId: bigintNumber("token_id"),
    fromStatus: text("from_status"),
    toStatus: text("to_status").notNull(),
    revision: integer("revision").notNull(),
    aside: boolean("aside").notNull(),
    receivedAt: timestamptz("received_at").notNull(),
    /** The record's `step_seq` when the person opened the form; null where the step does not require it. */
    readAt: integer("read_at"),
    causeId: bigintNumber("cause_id"),
    loaded: boolean("loaded").notNull().default(false),
    canonical: text("canonical").notNull(),
    hash: bytea("hash").notNull(),
    /** What was posted: consumed by the trigger, never stored. */
    input: jsonb("input"),
  },
  (events) => [
    unique("a_chain_has_one_event_a_number").on(events.subjectType, events.subjectId, events.seq),
    unique("an_event_leads_one_record_to_one_status").on(
      events.subjectId,
      events.seq,
      events.toStatus,
      events.subjectType,
      events.aside,
    ),
    index("events_of_a_person").on(events.personId, events.subjectType, events.subjectId),
    index("events_that_refuse").on(events.id).where(sql`step = 'refused'`),
    index("acts_of_a_person").on(events.personId, events.id),
    index("changes_of_roles").on(events.subjectId, events.seq).where(sql`step = 'role_change'`),
    index("reviews_of_emergencies").on(events.subjectId).where(sql`step = 'review_after'`),
    index("events_of_a_cause").on(events.causeId).where(sql`cause_id is not null`),
    check("an_event_is_of_a_known_subject", inList("subject_type", recordTypes)),
    check("what_was_posted_is_not_kept", sql`input is null`),
    check("an_event_is_hashed_as_its_bytes_are", sql`hash = sha256(convert_to(canonical, 'UTF8'))`),
  ],
);

/** Free text. The event holds only a salted hash, so that a text can be redacted and the event still verifies. */
export const texts = pgTable(
  "texts",
  {
    id: bigintNumber("id").primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigintNumber("event_id").notNull(),
    field: text("field").notNull(),
    position: integer("position").notNull().default(0),
    salt: bytea("salt"),
    text: text("text"),
    /** The event of the redaction, which deletes text and salt. */
    redactionEventId: bigintNumber("redaction_event_id"),
  },
  (texts) => [
    unique("an_event_has_one_text_a_field").on(texts.eventId, texts.field, texts.position),
    check("a_text_and_its_salt_go_together", sql`(salt is null) = (text is null)`),
    check("a_text_is_there_or_was_redacted", sql`(text is null) = (redaction_event_id is not null)`),
    check("a_text_is_not_blank", sql`text ~ '\\S'`),
  ],
);

/** Equal refusals within a minute share one event and are counted. */
export const refusals = pgTable(
  "refusals",
  {
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    step: text("step").notNull(),
    subjectType: text("subject_type", { enum: recordTypes }).notNull(),
    subjectId: bigintNumber("subject_id").notNull(),
    sentence: text("sentence").notNull(),
    clause: text("clause").notNull(),
    minute: timestamptz("minute").notNull(),
    times: integer("times").notNull().default(1),
  },
  (refusals) => [
    primaryKey({
      columns: [
        refusals.personId,
        refusals.minute,
        refusals.step,
        refusals.subjectType,
        refusals.subjectId,
        refusals.sentence,
      ],
    }),
    index("refusals_by_time").on(refusals.minute),
  ],
);

/** The stored response of each posted form: a repeated request gets it again instead of taking the step twice. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    key: uuid("key").notNull(),
    requestHash: bytea("request_hash").notNull(),
    response: jsonb("response"),
    at: timestamptz("at").notNull(),
    /** With another request the key is refused, as clients of the API expect; a form’s is judged as a new post. */
    ofOneRequest: boolean("of_one_request").notNull().default(false),
  },
  (posts) => [
    primaryKey({ columns: [posts.personId, posts.key, posts.requestHash] }),
    uniqueIndex("a_key_of_one_request_is_used_once").on(posts.personId, posts.key).where(sql`of_one_request`),
  ],
);

/** Drafts of refused forms, for instance after the session expired: encrypted for their person, deleted after a day. */
export const formDrafts = pgTable(
  "form_drafts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    path: text("path").notNull(),
    encryptedForm: bytea("encrypted_form").notNull(),
    at: timestamptz("at").notNull(),
  },
  (table) => [index("form_drafts_by_age").on(table.at), index("form_drafts_by_person").on(table.personId, table.at)],
);
