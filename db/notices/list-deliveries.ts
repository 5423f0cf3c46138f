import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import { recordIn } from "@/lib/changes/record-number";
import type { Alert } from "@/lib/notices/alert";
import type { ChannelNow } from "@/lib/notices/channel-words";
import type { DeliveryFilter } from "@/lib/notices/filter";
import type { Channel, NoticeKind } from "@/lib/rules/record";
import { withoutAddresses } from "@/lib/text/without-addresses";
import { alertColumns, channelColumns } from "./alert-columns";

/** Something that has to reach people, as the list tells it. Nobody's e-mail address is in it. Instants are ISO texts in UTC. */
export type ListedDelivery = Alert & {
  readonly kind: NoticeKind;
  readonly channel: Channel;
  readonly stepSeq: number;
  /** To whom by e-mail; null by Slack. */
  readonly to: string | null;
  readonly change: string | null;
  readonly incident: string | null;
  /** The name of the freeze that it is about. */
  readonly freeze: string | null;
  /** What the halt that it is about holds back. */
  readonly halt: {
    readonly client: string | null;
    readonly application: string | null;
    readonly environment: string | null;
  } | null;
  /** The title of the catalogue entry that it is about. */
  readonly entry: string | null;
  /** To whom the role was lent. */
  readonly delegate: string | null;
  /** A worker is at it now. */
  readonly isUnderWay: boolean;
  /** Its last tries, the newest first; `attempts` says how many there were. */
  readonly tries: readonly { readonly id: number; readonly at: string; readonly ok: boolean; readonly words: string }[];
};

export const deliveriesPage = 50;
const triesShown = 20;

/** One page of deliveries, the newest first, as the filter says, and whether there are more. */
export async function listDeliveries(filter: DeliveryFilter): Promise<{ deliveries: ListedDelivery[]; more: boolean }> {
  const rows = await rowsOf<{ delivery: ListedDelivery }>(appDb(), deliveriesQuery(filter));
  return { deliveries: rows.slice(0, deliveriesPage).map(asListed), more: rows.length > deliveriesPage };
}

/** A channel, what the workers said of it, and how much of it waits and was given up, counted up to `mostCounted`. */
export type ChannelState = ChannelNow & {
  readonly channel: Channel;
  readonly waiting: number;
  readonly givenUp: number;
};

export const mostCounted = 1000;

/** Every channel, with what waits for it. */
export async function readChannels(): Promise<ChannelState[]> {
  const rows = await rowsOf<{ state: ChannelState }>(appDb(), channelsQuery);
  return rows.map((row) => row.state);
}

/** What a step on the delivery is judged by; null when there is none of that id. */
export async function readDelivery(
  id: number,
): Promise<Pick<ListedDelivery, "id" | "kind" | "status" | "stepSeq"> | null> {
  const [row] = await rowsOf<{ delivery: Pick<ListedDelivery, "id" | "kind" | "status" | "stepSeq"> }>(
    appDb(),
    sql`select jsonb_build_object('id', d.id, 'kind', d.kind, 'status', d.status, 'stepSeq', d.step_seq) as delivery from deliveries d where d.id = ${id}`,
  );
  return row?.delivery ?? null;
}

/** The query of a page of deliveries, by the index that the filter allows. */
export const deliveriesQuery = (filter: DeliveryFilter): SQL => sql`
  select jsonb_build_object(${alertColumns}, 'kind', d.kind, 'channel', d.channel, 'stepSeq', d.step_seq,
    'to', (select p.called from people p where p.id = d.person_id), 'change', 'CHG-' || d.change_id, 'incident', 'INC-' || d.incident_id,
    'freeze', (select f.name from freezes f where f.id = d.freeze_id),
    'halt', (select jsonb_build_object('client', l.name, 'application', h.application, 'environment', h.environment)
      from halts h left join clients l on l.id = h.client_id where h.id = d.halt_id),
    'entry', (select text_or(e.title_text, 'a catalogue entry') from entries e where e.id = d.entry_id),
    'delegate', (select p.called from delegations g join people p on p.id = g.delegate_id where g.id = d.delegation_id), 'isUnderWay', coalesce(d.leased_until > clock_timestamp(), false),
    'tries', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'at', utc(a.at), 'ok', a.ok, 'words', a.words) order by a.id desc), '[]')
      from (select * from delivery_attempts a where a.delivery_id = d.id order by a.id desc limit ${triesShown}) a)) as delivery
  from (select * from deliveries where ${sql.join(conditions(filter), sql` and `)} order by id desc limit ${deliveriesPage + 1}) d
  order by d.id desc`;

function conditions({ status, kind, channel, change, before }: DeliveryFilter): SQL[] {
  const id = change === undefined ? null : recordIn(change, "CHG");
  return [
    sql`true`,
    ...(id === null ? [] : [sql`change_id = ${id}`]),
    ...(status ? [sql`status = ${status}`] : []),
    // What was attested is not tried any more, so it does not wait.
    ...(status === "queued" ? [sql`attested_by is null`] : []),
    ...(kind ? [sql`kind = ${kind}`] : []),
    ...(channel ? [sql`channel = ${channel}`] : []),
    ...(before ? [sql`id < ${before}`] : []),
  ];
}

const counted = (where: SQL): SQL =>
  sql`(select count(*) from (select from deliveries d where d.channel = s.channel and ${where} limit ${mostCounted}) counted)`;

/** The query of the channels. */
export const channelsQuery: SQL = sql`
  select jsonb_build_object('channel', s.channel, ${channelColumns},
    'waiting', ${counted(sql`d.status = 'queued' and d.attested_by is null`)}, 'givenUp', ${counted(sql`d.status = 'given_up'`)}) as state
  from channel_states s order by s.channel desc`;

/** A row of that query as pages may tell it: what a mail server answers can name an address. */
export const asListed = ({ delivery }: { delivery: ListedDelivery }): ListedDelivery =>
  delivery.to === null
    ? delivery
    : {
        ...delivery,
        sentTo: null,
        lastError: delivery.lastError && withoutAddresses(delivery.lastError),
        tries: delivery.tries.map((each) => ({ ...each, words: withoutAddresses(each.words) })),
      };
