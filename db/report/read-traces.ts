import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isWithheld, viewingClient } from "@/db/changes/client-view";
import { appDb } from "@/db/connection/client";
import { batchesOf, changesIn } from "@/db/connection/in-ids";
import { instant as instantOf } from "@/db/connection/instant";
import { day, instant, list, record, step } from "@/db/connection/row";
import { type Database, rowsOf, sqlWith } from "@/db/connection/rows";
import type { Trace } from "@/lib/report/trace";
import { type Names, traceOf } from "@/lib/report/trace-of";
import { categories, changeStatuses, changeTypes, incidentStatuses, tiers, triggers } from "@/lib/rules/record";
import { rulebook, rulesOf } from "@/lib/rules/rules";
import type { ViewedBy } from "@/lib/systems/client-view";
import { readNames } from "./names";

/** Small enough that no query comes near its timeout. */
const batch = 2000;

/** The traces of these changes, in the order of their ids. */
export async function readTraces(
  ids: readonly number[],
  db: Database = appDb(),
  view: ViewedBy = {},
): Promise<readonly Trace[]> {
  const names = await readNames(db);
  const traces: Trace[] = [];
  for (const some of batchesOf(ids, batch)) traces.push(...(await readTracesOf(some, names, db, view)));
  return traces;
}

/** The same for one batch of at most 2,000, with names that were read before. */
export async function readTracesOf(
  ids: readonly number[],
  names: Names,
  db: Database = appDb(),
  view: ViewedBy = {},
): Promise<readonly Trace[]> {
  const rows = await rowsOf(db, tracesQuery(ids, view));
  return rows.map(({ change }) => traceOf(change, names, view));
}

const lentSteps = sql.raw(
  rulesOf("change")
    .flatMap(({ step, by }) => (by.some(({ lent }) => lent) ? [`'${step}'`] : []))
    .join(", "),
);

const eventsOfChange = sql`(
  select json_agg(json_build_array(e.step, e.person_id, ${instantOf("e.received_at")}, l.place, e.revision,
    case when e.step in ('roll_back', 'review_after') then e.canonical::jsonb -> 'data' ->> 'outcome' end,
    case when e.step = 'roll_back' then e.canonical::jsonb -> 'data' ->> 'endedAt' end,
    case when e.step = 'redact' then (select t.field from texts t where t.id = (e.canonical::jsonb -> 'data' ->> 'redacted')::bigint) end,
    e.id, case when e.step in (${lentSteps}) then (e.canonical::jsonb ->> 'delegation')::bigint end) order by e.seq)
  from events e left join log_entries l on l.event_id = e.id where e.subject_type = 'change' and e.subject_id = c.id)`;

const incidentsOfChange = sql`(
  select coalesce(json_agg(json_build_object('number', i.number, 'status', i.status, 'unanswered', (
      select coalesce(json_agg(json_build_object('id', f.id, 'owner', f.owner_id, 'dueOn', f.due_on) order by f.id), '[]')
      from findings f where f.incident_id = i.id and f.answered_at is null),
    'events', (select json_agg(json_build_array(e.step, e.person_id, ${instantOf("e.received_at")}, l.place, e.id) order by e.seq)
      from events e left join log_entries l on l.event_id = e.id where e.subject_type = 'incident' and e.subject_id = i.id)) order by i.id), '[]')
  from incidents i where i.change_id = c.id)`;

const offRosterOfChange = sql`(
  select json_build_object('rostered', r.rostered, 'explained', exists (select from events e join texts t on t.event_id = e.id
    where e.subject_type = 'change' and e.subject_id = c.id and e.step = 'document' and t.field = 'explanation'))
  from rostered_at r where r.change_id = c.id and r.on_roster = false)`;

const besides = sql`(
  select coalesce(json_agg(json_build_array(b.what, b.person_id, ${instantOf("b.received_at")}, l.place, b.number, b.field) order by b.id), '[]')
  from (
    select distinct 'attested' as what, e.id, e.person_id, e.received_at, i.number, null as field
    from deliveries d join events e on e.id = d.attested_by join incidents i on i.id = d.incident_id where d.change_id = c.id
    union all
    select 'redacted', e.id, e.person_id, e.received_at, i.number,
      (select t.field from texts t where t.id = (e.canonical::jsonb -> 'data' ->> 'redacted')::bigint)
    from incidents i join events e on e.subject_type = 'incident' and e.subject_id = i.id and e.step = 'redact' where i.change_id = c.id
  ) b left join log_entries l on l.event_id = b.id)`;

const isScopeSettled = sql`(c.type <> 'emergency' or c.status <> 'closed' or fact_system_registered(c, null, (
  select max(e.received_at) from events e where e.subject_type = 'change' and e.subject_id = c.id and e.step = 'review_after')) = 'true')`;

// A client's view shows only follow-ups that touch that client.
const followUpShown = (view: ViewedBy): SQL => {
  const client = viewingClient(view);
  return client
    ? sql`exists (select from change_systems t join systems s on s.id = t.system_id where t.change_id = o.id and s.client_id = ${client})`
    : sql`true`;
};

const toldEvent = z
  .tuple([
    z.enum(rulebook.change.map((rule) => rule.step)),
    z.int(),
    instant,
    z.int().nullable(),
    z.int(),
    z.string().nullable(),
    instant.nullable(),
    z.string().nullable(),
    z.int(),
    z.int().nullable(),
  ])
  .readonly();
const toldIncident = record({
  number: z.string(),
  status: z.enum(incidentStatuses),
  unanswered: list(record({ id: z.int(), owner: z.int(), dueOn: day })),
  events: list(z.tuple([step, z.int(), instant, z.int().nullable(), z.int()]).readonly()),
});
const beside = z
  .tuple([z.enum(["attested", "redacted"]), z.int(), instant, z.int().nullable(), z.string(), z.string().nullable()])
  .readonly();
const toldChange = record({
  id: z.int(),
  number: z.string(),
  type: z.enum(changeTypes),
  status: z.enum(changeStatuses),
  category: z.enum(categories).nullable(),
  trigger: z.enum(triggers).nullable(),
  entry: z.int().nullable(),
  revision: z.int(),
  createdAt: instant,
  policyVersion: z.int(),
  windowStart: instant.nullable(),
  windowEnd: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  failedAt: instant.nullable(),
  rolledBackAt: instant.nullable(),
  factsCompleteAt: instant.nullable(),
  systems: list(z.int()),
  followUps: list(z.string()),
  withheld: z.boolean(),
  isScopeSettled: z.boolean(),
  last: record({ place: z.int().nullable(), hash: z.string() }),
  events: list(toldEvent),
  incidents: list(toldIncident),
  besides: list(beside),
  offRoster: record({
    rostered: list(z.tuple([z.int(), z.enum(tiers)]).readonly()),
    explained: z.boolean(),
  }).nullable(),
});

/** The row is the input of `traceOf`. */
const traceSql = sqlWith({ change: toldChange });

/** The query of the traces of some changes. */
export const tracesQuery = (ids: readonly number[], view: ViewedBy = {}) =>
  traceSql`
  select json_build_object('id', c.id, 'number', c.number, 'type', c.type, 'status', c.status, 'category', c.category, 'trigger', c.trigger,
    'entry', c.entry_id, 'revision', c.revision, 'createdAt', ${instantOf("c.created_at")}, 'policyVersion', c.policy_version,
    'windowStart', ${instantOf("c.window_start")}, 'windowEnd', ${instantOf("c.window_end")}, 'startedAt', ${instantOf("c.started_at")},
    'endedAt', ${instantOf("c.ended_at")}, 'failedAt', ${instantOf("c.failed_at")}, 'rolledBackAt', ${instantOf("c.rolled_back_at")},
    'factsCompleteAt', ${instantOf("c.facts_complete_at")},
    'systems', array(select t.system_id from change_systems t where t.change_id = c.id),
    'followUps', array(select o.number from follow_ups f join changes o on o.id = f.change_id where f.follows_id = c.id and ${followUpShown(view)} order by o.id), 'withheld', ${isWithheld(view)}, 'isScopeSettled', ${isScopeSettled},
    'last', (select json_build_object('place', l.place, 'hash', encode(e.hash, 'hex'))
      from events e left join log_entries l on l.event_id = e.id where e.id = c.last_event_id),
    'events', ${eventsOfChange}, 'incidents', ${incidentsOfChange}, 'besides', ${besides},
    'offRoster', ${offRosterOfChange}) as change
  from ${changesIn(ids)} order by c.id`;
