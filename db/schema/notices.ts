import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { among, instant, key } from "@/db/connection/columns";
import { channels, deliveryStatuses, noticeKinds } from "@/lib/rules/record";
import { freezes } from "./calendar";
import { entries } from "./catalogue";
import { changes } from "./changes";
import { delegations } from "./delegations";
import { events } from "./events";
import { halts } from "./halts";
import { incidents } from "./incidents";
import { people } from "./people";

/** What the workers said of each channel: whether one of them can send by it, and to where. */
export const channelStates = pgTable(
  "channel_states",
  {
    channel: text("channel", { enum: channels }).primaryKey(),
    configured: boolean("configured").notNull().default(false),
    /** Where it leads, without any secret: a host, a channel's name. */
    leadsTo: text("leads_to"),
    /** By the machine's clock. */
    saidAt: instant("said_at"),
  },
  () => [check("a_channel_is_a_known_one", among("channel", channels))],
);

/** The kinds of e-mail that a person does not want. */
export const unwantedEmails = pgTable(
  "unwanted_emails",
  {
    personId: key("person_id")
      .notNull()
      .references(() => people.id),
    kind: text("kind", { enum: noticeKinds }).notNull(),
  },
  (unwanted) => [
    primaryKey({ columns: [unwanted.personId, unwanted.kind] }),
    check("an_unwanted_email_is_of_a_known_kind", among("kind", noticeKinds)),
  ],
);

/** What has to reach people. A row is written in the transaction of its cause, or when the clock makes it due. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    /** What makes it the one it is: the same is never queued twice. */
    key: text("key").notNull(),
    kind: text("kind", { enum: noticeKinds }).notNull(),
    channel: text("channel", { enum: channels }).notNull(),
    /** To whom by e-mail; null by Slack. */
    personId: key("person_id").references(() => people.id),
    /** Its cause; null where the clock is. */
    eventId: key("event_id").references(() => events.id),
    changeId: key("change_id").references(() => changes.id),
    incidentId: key("incident_id").references(() => incidents.id),
    freezeId: key("freeze_id").references(() => freezes.id),
    haltId: key("halt_id").references(() => halts.id),
    entryId: key("entry_id").references(() => entries.id),
    delegationId: key("delegation_id").references(() => delegations.id),
    queuedAt: instant("queued_at").notNull(),
    status: text("status", { enum: deliveryStatuses }).notNull().default("queued"),
    stepSeq: integer("step_seq").notNull().default(0),
    attempts: integer("attempts").notNull().default(0),
    /** From when on it is tried; null once nothing is tried any more. */
    nextAttemptAt: instant("next_attempt_at"),
    /** Since when the present tries run, null before the first: they end three days later. */
    triedSince: instant("tried_since"),
    /** Until when, by the machine's clock, a worker is at it. */
    leasedUntil: instant("leased_until"),
    lastError: text("last_error"),
    /** After this it would tell nobody anything. */
    usefulUntil: instant("useful_until"),
    deliveredAt: instant("delivered_at"),
    sentTo: text("sent_to"),
    /** What the channel calls the message: in Slack the time stamp that opens a thread. */
    reference: text("reference"),
    attestedBy: key("attested_by").references(() => events.id),
  },
  (deliveries) => [
    unique("a_notice_is_queued_once").on(deliveries.key),
    index("deliveries_of_a_change").on(deliveries.changeId),
    index("deliveries_of_an_incident").on(deliveries.incidentId),
    index("deliveries_of_a_person").on(deliveries.personId),
    index("deliveries_of_an_event").on(deliveries.eventId),
    index("deliveries_of_a_halt").on(deliveries.haltId).where(sql`halt_id is not null`),
    index("deliveries_of_an_entry").on(deliveries.entryId).where(sql`entry_id is not null`),
    index("deliveries_of_a_delegation").on(deliveries.delegationId).where(sql`delegation_id is not null`),
    index("deliveries_to_try").on(deliveries.channel, deliveries.nextAttemptAt).where(sql`next_attempt_at is not null`),
    index("deliveries_by_status").on(deliveries.status, deliveries.id),
    check("a_delivery_is_of_a_known_kind", among("kind", noticeKinds)),
    check("a_delivery_goes_by_a_known_channel", among("channel", channels)),
    check("a_delivery_has_a_known_status", among("status", deliveryStatuses)),
    check("an_email_is_to_a_person", sql.raw(`(channel = '${channels[1]}') = (person_id is not null)`)),
    check(
      "what_is_delivered_was_so_at_a_time",
      sql.raw(`(status = '${deliveryStatuses[1]}') = (delivered_at is not null)`),
    ),
    check("only_what_waits_is_tried", sql.raw(`next_attempt_at is null or status = '${deliveryStatuses[0]}'`)),
  ],
);

/** Each try to deliver something, and how it ended. */
export const deliveryAttempts = pgTable(
  "delivery_attempts",
  {
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    deliveryId: key("delivery_id")
      .notNull()
      .references(() => deliveries.id),
    at: instant("at").notNull(),
    ok: boolean("ok").notNull(),
    /** Where it was sent, or why it failed. */
    words: text("words").notNull(),
    /** What the channel calls the message that arrived. */
    reference: text("reference"),
    /** When it is tried again; null after the last try. */
    againAt: instant("again_at"),
  },
  (attempts) => [index("attempts_of_a_delivery").on(attempts.deliveryId)],
);
