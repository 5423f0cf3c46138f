import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { inList } from "@/db/connection/columns";
import { listOf, strictRow } from "@/db/connection/row-schemas";
import { constantSql, queryRows, typedSql } from "@/db/connection/typed-sql";
import { deadlineRules } from "@/lib/changes/deadlines";
import { failureAlert } from "@/lib/notices/notices";
import { noticeChannels } from "@/lib/rules/record";
import { workerAges, workerAgesSql } from "./worker-ages";

const seconds = z.number().nullable();
const channel = z.enum(noticeChannels);

const gauges = strictRow({
  isReadOnly: z.boolean(),
  connections: listOf(strictRow({ pool: z.string(), state: z.string(), count: z.int() })),
  /** By channel: what is queued and not attested, and the age of the oldest of it. */
  queued: listOf(strictRow({ channel, count: z.int(), oldest: seconds })),
  /** By channel: what was given up within two weeks. */
  givenUp: listOf(strictRow({ channel, count: z.int() })),
  undeliveredAlerts: z.int(),
  undocumented: z.int(),
  overdue: z.int(),
  ledger: strictRow({
    events: z.int(),
    unnumbered: z.int(),
    /** Null where none waits; what a loader wrote has no age. */
    oldestUnnumbered: seconds,
    checkpoint: seconds,
    verification: seconds,
    isVerified: z.boolean().nullable(),
  }),
  workers: workerAges,
  channels: listOf(strictRow({ channel, isConfigured: z.boolean() })),
});

/** What the database says of the whole installation; ages in seconds, null where there is nothing to have one. */
export type Gauges = z.infer<typeof gauges>;

/** Reads everything that `/metrics` says of the installation, in one statement that reads by indexes and counts up to a limit. */
export async function readGauges(): Promise<Gauges> {
  const [row] = await queryRows(appDb(), gaugesQuery);
  if (!row) throw new Error("The database returned no gauges.");
  return row.gauges;
}

const maxCounted = 10_000;
const recentPeriod = "14 days";

const secondsSince = (instant: string): SQL => sql.raw(`extract(epoch from clock.now - ${instant})::float8`);

const { types, notStatuses, hours } = deadlineRules.documentation;
const undocumented = constantSql(
  sql`${inList("c.type", types)} and c.facts_complete_at is null and not ${inList("c.status", notStatuses)}`,
);

const gaugesSql = typedSql({ gauges });

/** The query of the gauges. */
export const gaugesQuery = gaugesSql`
  select json_build_object('isReadOnly', pg_is_in_recovery() or current_setting('transaction_read_only')::boolean,
    'connections', (select coalesce(json_agg(json_build_object('pool', p.pool, 'state', p.state, 'count', p.count)), '[]')
      from (select substring(application_name from '^windlass ([a-z-]+)') as pool, coalesce(state, 'unknown') as state, count(*) from pg_stat_activity
        where datname = current_database() and application_name ~ '^windlass [a-z-]+' group by 1, 2) p),
    'queued', (select coalesce(json_agg(json_build_object('channel', q.channel, 'count', q.count, 'oldest', ${secondsSince("q.oldest")})), '[]')
      from (select channel, count(*), min(queued_at) as oldest from (select channel, queued_at from deliveries
        where status = 'queued' and webhook_id is null and attestation_event_id is null order by id limit ${maxCounted}) d group by channel) q),
    'givenUp', (select coalesce(json_agg(json_build_object('channel', g.channel, 'count', g.count)), '[]')
      from (select channel, count(*) from (select channel, queued_at from deliveries where status = 'given_up' and webhook_id is null order by id desc limit ${maxCounted}) d
        where queued_at > clock.now - ${recentPeriod}::interval group by channel) g),
    'undeliveredAlerts', (select count(*) from (select from deliveries where status in ('queued', 'given_up') and webhook_id is null and kind = ${failureAlert} and channel = 'slack'
      and attestation_event_id is null limit ${maxCounted}) a),
    'undocumented', (select count(*) from (select from changes c where ${undocumented} limit ${maxCounted}) e),
    'overdue', (select count(*) from (select from changes c where ${undocumented} and c.started_at < clock.now - make_interval(hours => ${hours}) limit ${maxCounted}) e),
    'ledger', json_build_object('events', (select coalesce(max(log_index), 0) from ledger_entries),
      'unnumbered', (select count(*) from (select from ledger_queue limit ${maxCounted}) w),
      'oldestUnnumbered', (select case when e.loaded then null else greatest(0, ${secondsSince("e.received_at")}) end from events e
        where e.id = (select event_id from ledger_queue order by event_id limit 1)),
      'checkpoint', (select ${secondsSince("k.at")} from checkpoints k order by k.id desc limit 1),
      'verification', (select ${secondsSince("v.ended_at")} from verifications v order by v.id desc limit 1),
      'isVerified', (select v.ok from verifications v order by v.id desc limit 1)),
    'workers', ${workerAgesSql},
    'channels', (select coalesce(json_agg(json_build_object('channel', s.channel, 'isConfigured', s.configured)), '[]') from channel_states s)) as gauges
  from (select windlass_now() as now) clock`;
