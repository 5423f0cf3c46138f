import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bigintNumber, inList, timestamptz } from "@/db/connection/columns";
import { channels, deliveryKinds, deliveryStatuses, noticeChannels, noticeKinds } from "@/lib/rules/record";
import { freezes } from "./calendar";
import { entries } from "./catalogue";
import { changes } from "./changes";
import { delegations } from "./delegations";
import { events } from "./events";
import { halts } from "./halts";
import { incidents } from "./incidents";
import { people } from "./people";
import { webhooks } from "./webhooks";

/** The last report of the workers for each channel: whether one of them can send by it, and where to. */
export const channelStates = pgTable(
  "channel_states",
  {
    channel: text("channel", { enum: noticeChannels }).primaryKey(),
    configured: boolean("configured").notNull().default(false),
    /** The destination without secrets: a host, a channel's name. */
    destination: text("destination"),
    /** In the machine's time, which a demonstration does not move. */
    reportedAt: timestamptz("reported_at"),
  },
  () => [check("a_channel_is_a_known_one", inList("channel", noticeChannels))],
);

/** The kinds of e-mail that a person opted out of. */
export const emailOptOuts = pgTable(
  "email_opt_outs",
  {
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    kind: text("kind", { enum: noticeKinds }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.kind] }),
    check("an_unwanted_email_is_of_a_known_kind", inList("kind", noticeKinds)),
  ],
);

/**
 * What is sent out. A notice is written in the transaction of the event that causes it, or when the clock makes it due; what goes
 * to a webhook, once its event is in the log.
 */
export const deliveries = pgTable(
  "deliveries",
  {
    id: bigintNumber("id").primaryKey().generatedAlwaysAsIdentity(),
    /** Identifies the notice, channel and recipient: the same is never queued twice. */
    key: text("key").notNull(),
    kind: text("kind", { enum: deliveryKinds }).notNull(),
    channel: text("channel", { enum: channels }).notNull(),
    /** The recipient of an e-mail; null for Slack. */
    personId: bigintNumber("person_id").references(() => people.id),
    /** The event that caused it; null where the clock did. */
    eventId: bigintNumber("event_id").references(() => events.id),
    changeId: bigintNumber("change_id").references(() => changes.id),
    incidentId: bigintNumber("incident_id").references(() => incidents.id),
    freezeId: bigintNumber("freeze_id").references(() => freezes.id),
    haltId: bigintNumber("halt_id").references(() => halts.id),
    entryId: bigintNumber("entry_id").references(() => entries.id),
    delegationId: bigintNumber("delegation_id").references(() => delegations.id),
    /** To whose endpoint it goes; null for notices. */
    webhookId: bigintNumber("webhook_id").references(() => webhooks.id),
    /** What is in order among the deliveries of a webhook: each waits until the one before it has ended. */
    orderKey: text("order_key"),
    queuedAt: timestamptz("queued_at").notNull(),
    status: text("status", { enum: deliveryStatuses }).notNull().default("queued"),
    stepSeq: integer("step_seq").notNull().default(0),
    attempts: integer("attempts").notNull().default(0),
    /** Null once there are no more attempts. */
    nextAttemptAt: timestamptz("next_attempt_at"),
    /** The first attempt of the current series, which ends after three days; null before it. */
    retryingSince: timestamptz("retrying_since"),
    /** Until then, in the machine's time, it belongs to the worker that claimed it. */
    leasedUntil: timestamptz("leased_until"),
    lastError: text("last_error"),
    /** After this it is obsolete and dropped. */
    obsoleteAfter: timestamptz("obsolete_after"),
    deliveredAt: timestamptz("delivered_at"),
    sentTo: text("sent_to"),
    /** The channel's id of the message: in Slack the timestamp under which replies are threaded. */
    reference: text("reference"),
    attestationEventId: bigintNumber("attestation_event_id").references(() => events.id),
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
    index("webhook_deliveries_to_try")
      .on(deliveries.webhookId, deliveries.nextAttemptAt)
      .where(sql`next_attempt_at is not null and webhook_id is not null`),
    index("webhook_deliveries_in_order")
      .on(deliveries.webhookId, deliveries.orderKey, deliveries.id)
      .where(sql.raw(`status = '${deliveryStatuses[0]}' and webhook_id is not null`)),
    index("deliveries_of_a_webhook").on(deliveries.webhookId, deliveries.id).where(sql`webhook_id is not null`),
    index("notices_newest_first").on(deliveries.id).where(sql`webhook_id is null`),
    index("deliveries_by_status").on(deliveries.status, deliveries.id),
    index("notices_by_status").on(deliveries.status, deliveries.id).where(sql`webhook_id is null`),
    check("a_delivery_is_of_a_known_kind", inList("kind", deliveryKinds)),
    check("a_delivery_goes_by_a_known_channel", inList("channel", channels)),
    check("a_delivery_has_a_known_status", inList("status", deliveryStatuses)),
    check(
      "a_webhook_is_sent_events_in_order",
      sql.raw(
        `(channel = '${channels[2]}') = (webhook_id is not null) and (webhook_id is null) = (order_key is null) and (webhook_id is null) = (kind <> '${deliveryKinds.at(-1)}')`,
      ),
    ),
    check("an_email_is_to_a_person", sql.raw(`(channel = '${channels[1]}') = (person_id is not null)`)),
    check(
      "what_is_delivered_was_so_at_a_time",
      sql.raw(`(status = '${deliveryStatuses[1]}') = (delivered_at is not null)`),
    ),
    check("only_what_waits_is_tried", sql.raw(`next_attempt_at is null or status = '${deliveryStatuses[0]}'`)),
  ],
);

/** Every attempt to deliver, and its outcome. */
export const deliveryAttempts = pgTable(
  "delivery_attempts",
  {
    id: bigintNumber("id").primaryKey().generatedAlwaysAsIdentity(),
    deliveryId: bigintNumber("delivery_id")
      .notNull()
      .references(() => deliveries.id),
    at: timestamptz("at").notNull(),
    ok: boolean("ok").notNull(),
    /** The destination, or the reason for the failure. */
    words: text("words").notNull(),
    /** The status with which the endpoint of a webhook answered; null where it did not. */
    statusCode: integer("status_code"),
    /** The beginning of its answer, in one line; null where it has no words. */
    answer: text("answer"),
    /** The channel's id of the delivered message. */
    reference: text("reference"),
    /** When the next attempt is due; null after the last one. */
    retryAt: timestamptz("retry_at"),
  },
  (attempts) => [index("attempts_of_a_delivery").on(attempts.deliveryId)],
);
