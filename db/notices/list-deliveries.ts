import { eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, shapeOf, strictRow } from "@/db/connection/row-schemas";
import { textBodyOr } from "@/db/connection/text-body";
import { queryRows, runQuery, typedSql } from "@/db/connection/typed-sql";
import { deliveries } from "@/db/schema/notices";
import { parseRecordNumber } from "@/lib/changes/record-number";
import type { DeliveryFilter } from "@/lib/notices/delivery-filter";
import { channels, deliveryKinds, noticeChannels, webhookTemplates } from "@/lib/rules/record";
import { withoutEmailAddresses } from "@/lib/text/without-email-addresses";
import { webhookEvent } from "@/lib/webhooks/webhook-event";
import { channelColumns, channelHealth, deliveryColumns, deliveryState } from "./delivery-columns";

const listedDelivery = strictRow({
  ...shapeOf(deliveryState),
  kind: z.enum(deliveryKinds),
  channel: z.enum(channels),
  stepSeq: z.int(),
  /** To whom by e-mail, to which webhook; null by Slack. */
  to: z.string().nullable(),
  change: z.string().nullable(),
  incident: z.string().nullable(),
  /** The name of the freeze that it is about. */
  freeze: z.string().nullable(),
  /** The scope of the halt that it is about. */
  halt: strictRow({
    client: z.string().nullable(),
    application: z.string().nullable(),
    environment: z.string().nullable(),
  }).nullable(),
  /** The title of the catalogue entry that it is about. */
  entry: z.string().nullable(),
  /** To whom authority was delegated. */
  delegate: z.string().nullable(),
  /** What goes to a webhook: by which, in which form, and about which event. */
  webhook: strictRow({ id: z.int(), template: z.enum(webhookTemplates), event: webhookEvent }).nullable(),
  /** A worker has claimed it. */
  isUnderWay: z.boolean(),
  /** The latest attempts, newest first; `attempts` is their total. */
  tries: listOf(
    strictRow({
      id: z.int(),
      at: instant,
      ok: z.boolean(),
      words: z.string(),
      /** What the endpoint of a webhook wrote: how it begins. */
      answer: z.string().nullable(),
    }),
  ),
});

/** A delivery in a list, without e-mail addresses. Instants are ISO in UTC. */
export type ListedDelivery = z.infer<typeof listedDelivery>;

export const deliveriesPerPage = 50;
const maxAttemptsShown = 20;

/** One page of deliveries for the filter, newest first, and whether there are more. */
export async function listDeliveries(filter: DeliveryFilter): Promise<{ deliveries: ListedDelivery[]; more: boolean }> {
  const rows = await queryRows(appDb(), deliveriesQuery(filter));
  return {
    deliveries: rows.slice(0, deliveriesPerPage).map(withoutAddressesListed),
    more: rows.length > deliveriesPerPage,
  };
}

const channelState = strictRow({
  ...shapeOf(channelHealth),
  channel: z.enum(noticeChannels),
  waiting: z.int(),
  givenUp: z.int(),
});

/** A channel, its last report, and its queued and failed deliveries, counted up to `mostCounted`. */
export type ChannelState = z.infer<typeof channelState>;

export const maxCounted = 1000;

/** All channels with their counts. */
export async function readChannels(): Promise<ChannelState[]> {
  const rows = await queryRows(appDb(), channelsQuery);
  return rows.map((row) => row.state);
}

/** What a step on the delivery is judged by; null when there is none of that id. */
export async function readDelivery(
  id: number,
): Promise<Pick<ListedDelivery, "id" | "kind" | "status" | "stepSeq"> | null> {
  const { kind, status, stepSeq } = deliveries;
  const [head] = await runQuery(() =>
    appDb().select({ id: deliveries.id, kind, status, stepSeq }).from(deliveries).where(eq(deliveries.id, id)),
  );
  return head ?? null;
}

const deliverySql = typedSql({ delivery: listedDelivery });

/** The query of a page of deliveries, by the index that the filter allows. */
export const deliveriesQuery = (filter: DeliveryFilter) =>
  deliverySql`
  select json_build_object(${deliveryColumns}, 'kind', d.kind, 'channel', d.channel, 'stepSeq', d.step_seq,
    'to', coalesce((select ${personName("p")} from people p where p.id = d.person_id), (select w.name from webhooks w where w.id = d.webhook_id)), 'change', 'CHG-' || d.change_id, 'incident', 'INC-' || d.incident_id,
    'freeze', (select f.name from freezes f where f.id = d.freeze_id),
    'halt', (select json_build_object('client', l.name, 'application', h.application, 'environment', h.environment)
      from halts h left join clients l on l.id = h.client_id where h.id = d.halt_id),
    'entry', (select ${textBodyOr("e.title_text_id", "a catalogue entry")} from entries e where e.id = d.entry_id),
    'delegate', (select ${personName("p")} from delegations g join people p on p.id = g.delegate_id where g.id = d.delegation_id),
    'webhook', (select json_build_object('id', w.id, 'template', w.template, 'event', event_for_webhook(d)) from webhooks w where w.id = d.webhook_id), 'isUnderWay', coalesce(d.leased_until > clock_timestamp(), false),
    'tries', (select coalesce(json_agg(json_build_object('id', a.id, 'at', ${isoInstant("a.at")}, 'ok', a.ok, 'words', a.words, 'answer', a.answer) order by a.id desc), '[]')
      from (select * from delivery_attempts a where a.delivery_id = d.id order by a.id desc limit ${maxAttemptsShown}) a)) as delivery
  from (select deliveries.* from deliveries where ${sql.join(conditions(filter), sql` and `)} order by id desc limit ${deliveriesPerPage + 1}) d
  order by d.id desc`;

function conditions({ status, kind, channel, webhook, change, before }: DeliveryFilter): SQL[] {
  const id = change === undefined ? null : parseRecordNumber(change, "CHG");
  return [
    // Notices and what goes to webhooks are two lists: of the whole ledger there is one delivery for each event.
    webhook
      ? sql`webhook_id = ${webhook}`
      : channel === "webhook"
        ? sql`webhook_id is not null`
        : sql`webhook_id is null`,
    ...(id === null ? [] : [sql`change_id = ${id}`]),
    ...(status ? [sql`status = ${status}`] : []),
    // An attested delivery is not retried, so it does not count as queued.
    ...(status === "queued" ? [sql`attestation_event_id is null`] : []),
    ...(kind ? [sql`kind = ${kind}`] : []),
    ...(channel && channel !== "webhook" ? [sql`channel = ${channel}`] : []),
    ...(before ? [sql`id < ${before}`] : []),
  ];
}

const countUpTo = (where: SQL): SQL =>
  sql`(select count(*) from (select from deliveries d where d.channel = s.channel and ${where} limit ${maxCounted}) counted)`;

const channelSql = typedSql({ state: channelState });

/** The query of the channels. */
export const channelsQuery = channelSql`
  select json_build_object('channel', s.channel, ${channelColumns},
    'waiting', ${countUpTo(sql`d.status = 'queued' and d.webhook_id is null and d.attestation_event_id is null`)}, 'givenUp', ${countUpTo(sql`d.status = 'given_up' and d.webhook_id is null`)}) as state
  from channel_states s order by s.channel desc`;

/** Removes e-mail addresses, which a mail server's answer may contain. */
export const withoutAddressesListed = ({ delivery }: { delivery: ListedDelivery }): ListedDelivery =>
  delivery.channel !== "email"
    ? delivery
    : {
        ...delivery,
        sentTo: null,
        lastError: delivery.lastError && withoutEmailAddresses(delivery.lastError),
        tries: delivery.tries.map((each) => ({ ...each, words: withoutEmailAddresses(each.words) })),
      };
