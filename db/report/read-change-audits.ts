import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isWithheld, viewingClient } from "@/db/changes/client-view";
import { appDb } from "@/db/connection/client";
import { changesByIds, inBatches } from "@/db/connection/id-batches";
import { isoInstant } from "@/db/connection/iso-instant";
import { day, instant, listOf, step, strictRow } from "@/db/connection/row-schemas";
import { type Database, queryRows, typedSql } from "@/db/connection/typed-sql";
import { tokenName } from "@/db/people/token-name";
import { buildChangeAudit, type Names } from "@/lib/report/build-change-audit";
import type { ChangeAudit } from "@/lib/report/change-audit";
import { categories, changeStatuses, changeTypes, incidentStatuses, tiers, triggers } from "@/lib/rules/record";
import { rulebook, rulesOf } from "@/lib/rules/rules";
import type { ClientView } from "@/lib/systems/client-view";
import { readNames } from "./read-names";

/** Small enough that no query comes near its timeout. */
const batchSize = 2000;

/** The traces of these changes, in the order of their ids. */
export async function readChangeAudits(
  ids: readonly number[],
  db: Database = appDb(),
  view: ClientView = {},
): Promise<readonly ChangeAudit[]> {
  const names = await readNames(db);
  const audits: ChangeAudit[] = [];
  for (const some of inBatches(ids, batchSize)) audits.push(...(await readChangeAuditBatch(some, names, db, view)));
  return audits;
}

/** The same for one batch of at most 2,000, with names that were read before. */
export async function readChangeAuditBatch(
  ids: readonly number[],
  names: Names,
  db: Database = appDb(),
  view: ClientView = {},
): Promise<readonly ChangeAudit[]> {
  const rows = await queryRows(db, changeAuditsQuery(ids, view));
  return rows.map(({ change }) => buildChangeAudit(change, names, view));
}

const delegableSteps = sql.raw(
  rulesOf("change")
    .flatMap(({ step, by }) => (by.some(({ delegable }) => delegable) ? [`'${step}'`] : []))
    .join(", "),
);

const eventsOfChange = sql`(
  select json_agg(json_build_array(e.step, e.person_id, ${isoInstant("e.received_at")}, l.log_index, e.revision,
    case when e.step in ('roll_back', 'review_after') then e.canonical::jsonb -> 'data' ->> 'outcome' end,
    case when e.step = 'roll_back' then e.canonical::jsonb -> 'data' ->> 'endedAt' end,
    case when e.step = 'redact' then (select t.field from texts t where t.id = (e.canonical::jsonb -> 'data' ->> 'redacted')::bigint) end,
    e.id, case when e.step in (${delegableSteps}) then (e.canonical::jsonb ->> 'delegation')::bigint end, ${tokenName}) order by e.seq)
  from events e left join ledger_entries l on l.event_id = e.id where e.subject_type = 'change' and e.subject_id = c.id)`;

const incidentsOfChange = sql`(
  select coalesce(json_agg(json_build_object('number', i.number, 'status', i.status, 'unanswered', (
      select coalesce(json_agg(json_build_object('id', f.id, 'owner', f.owner_id, 'dueOn', f.due_on) order by f.id), '[]')
      from findings f where f.incident_id = i.id and f.answered_at is null),
    'events', (select json_agg(json_build_array(e.step, e.person_id, ${isoInstant("e.received_at")}, l.log_index, e.id) order by e.seq)
      from events e left join ledger_entries l on l.event_id = e.id where e.subject_type = 'incident' and e.subject_id = i.id)) order by i.id), '[]')
  from incidents i where i.change_id = c.id)`;

const offRosterOfChange = sql`(
  select json_build_object('rostered', r.rostered, 'explained', exists (select from events e join texts t on t.event_id = e.id
    where e.subject_type = 'change' and e.subject_id = c.id and e.step = 'document' and t.field = 'explanation'))
  from declared_rosters r where r.change_id = c.id and r.on_roster = false)`;

const relatedEvents = sql`(
  select coalesce(json_agg(json_build_array(b.what, b.person_id, ${isoInstant("b.received_at")}, l.log_index, b.number, b.field) order by b.id), '[]')
  from (
    select distinct 'attested' as what, e.id, e.person_id, e.received_at, i.number, null as field
    from deliveries d join events e on e.id = d.attestation_event_id join incidents i on i.id = d.incident_id where d.change_id = c.id
    union all
    select 'redacted', e.id, e.person_id, e.received_at, i.number,
      (select t.field from texts t where t.id = (e.canonical::jsonb -> 'data' ->> 'redacted')::bigint)
    from incidents i join events e on e.subject_type = 'incident' and e.subject_id = i.id and e.step = 'redact' where i.change_id = c.id
  ) b left join ledger_entries l on l.event_id = b.id)`;

const isScopeSettled = sql`(c.type <> 'emergency' or c.status <> 'closed' or check_system_registered(c, null, (
  select max(e.received_at) from events e where e.subject_type = 'change' and e.subject_id = c.id and e.step = 'review_after')) = 'true')`;

// A client's view shows only follow-ups that touch that client.
const isFollowUpVisible = (view: ClientView): SQL => {
  const client = viewingClient(view);
  return client
    ? sql`exists (select from change_systems t join systems s on s.id = t.system_id where t.change_id = o.id and s.client_id = ${client})`
    : sql`true`;
};

const eventTuple = z
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
    z.string().nullable(),
  ])
  .readonly();
const incidentRow = strictRow({
  number: z.string(),
  status: z.enum(incidentStatuses),
  unanswered: listOf(strictRow({ id: z.int(), owner: z.int(), dueOn: day })),
  events: listOf(z.tuple([step, z.int(), instant, z.int().nullable(), z.int()]).readonly()),
});
const relatedEvent = z
  .tuple([z.enum(["attested", "redacted"]), z.int(), instant, z.int().nullable(), z.string(), z.string().nullable()])
  .readonly();
const changeRow = strictRow({
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
  systems: listOf(z.int()),
  followUps: listOf(z.string()),
  withheld: z.boolean(),
  isScopeSettled: z.boolean(),
  last: strictRow({ place: z.int().nullable(), hash: z.string() }),
  events: listOf(eventTuple),
  incidents: listOf(incidentRow),
  besides: listOf(relatedEvent),
  offRoster: strictRow({
    rostered: listOf(z.tuple([z.int(), z.enum(tiers)]).readonly()),
    explained: z.boolean(),
  }).nullable(),
});

/** The row is the input of `traceOf`. */
const changeAuditSql = typedSql({ change: changeRow });

/** The query of the traces of some changes. */
export const changeAuditsQuery = (ids: readonly number[], view: ClientView = {}) =>
  changeAuditSql`
  select json_build_object('id', c.id, 'number', c.number, 'type', c.type, 'status', c.status, 'category', c.category, 'trigger', c.trigger,
    'entry', c.entry_id, 'revision', c.revision, 'createdAt', ${isoInstant("c.created_at")}, 'policyVersion', c.policy_version,
    'windowStart', ${isoInstant("c.window_start")}, 'windowEnd', ${isoInstant("c.window_end")}, 'startedAt', ${isoInstant("c.started_at")},
    'endedAt', ${isoInstant("c.ended_at")}, 'failedAt', ${isoInstant("c.failed_at")}, 'rolledBackAt', ${isoInstant("c.rolled_back_at")},
    'factsCompleteAt', ${isoInstant("c.facts_complete_at")},
    'systems', array(select t.system_id from change_systems t where t.change_id = c.id),
    'followUps', array(select o.number from follow_ups f join changes o on o.id = f.change_id where f.follows_id = c.id and ${isFollowUpVisible(view)} order by o.id), 'withheld', ${isWithheld(view)}, 'isScopeSettled', ${isScopeSettled},
    'last', (select json_build_object('place', l.log_index, 'hash', encode(e.hash, 'hex'))
      from events e left join ledger_entries l on l.event_id = e.id where e.id = c.last_event_id),
    'events', ${eventsOfChange}, 'incidents', ${incidentsOfChange}, 'besides', ${relatedEvents},
    'offRoster', ${offRosterOfChange}) as change
  from ${changesByIds(ids)} order by c.id`;
