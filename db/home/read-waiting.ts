import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { listedChangeRow, listedColumns } from "@/db/changes/list-changes";
import { type RowWithNames, withNames } from "@/db/changes/names-in-view";
import { type QuickFilterContext, quickFilterIds } from "@/db/changes/quick-filter-ids";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import {
  checkResultsSchema,
  instant,
  listOf,
  pastActionsSchema,
  shapeOf,
  strictRow,
} from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { incidentColumns, isUnresolved, listedIncident } from "@/db/incidents/list-incidents";
import { appliesTo, asksForFieldsMeeting } from "@/lib/rules/judge";
import { type ChangeStatus, type ChangeType, changeTypes, openStatuses, severities } from "@/lib/rules/record";
import { type Precondition, type Rule, rulesOf } from "@/lib/rules/rules";
import { openCountCap } from "@/lib/text/capped-count";

const waitingChange = strictRow({
  ...shapeOf(listedChangeRow),
  acts: pastActionsSchema,
  facts: checkResultsSchema,
  since: instant,
  /** Written, carried out or to be carried out by the reader, or during their time on call. */
  isYours: z.boolean(),
  isTonight: z.boolean(),
});

const waitingRow = strictRow({
  now: instant,
  counts: strictRow({
    overdue: z.int(),
    mine: z.int(),
    running: z.int(),
    tonight: z.int(),
    incidents: z.int(),
  }),
  changes: listOf(waitingChange),
  /** Whether more changes are open to the reader than were read. */
  isCut: z.boolean(),
  /** The incidents that are not closed, the most severe first. */
  incidents: listOf(listedIncident),
});

type WaitingPage = Omit<z.infer<typeof waitingRow>, "changes"> & {
  readonly changes: readonly RowWithNames<z.infer<typeof waitingChange>>[];
};

type WaitingQuery = QuickFilterContext & {
  /** The statuses from which a step may be one that the reader takes: only there the preconditions are checked. */
  readonly actionable: readonly ChangeStatus[];
};

/**
 * Reads what waits for the reader: at most 60 open changes, the most urgent ones, with what decides who can take the next step;
 * the counts of all; and at most five incidents. However many changes there are, it reads as much.
 */
export async function readWaiting(waitingOptions: WaitingQuery): Promise<WaitingPage> {
  const [row] = await queryRows(appDb(), waitingQuery(waitingOptions));
  if (!row) throw new Error("The query of what waits has one row.");
  return { ...row.page, changes: await withNames(row.page.changes) };
}

/** What the next steps of an open change need, as far as the front page tells. */
const checkedPreconditions: readonly Precondition[] = [
  "facts_written",
  "entry_live",
  "entry_routine",
  "reversible",
  "window_open",
  "approval_fresh",
  "not_frozen",
  "system_idle",
  "system_registered",
  "incident_closed",
  "alert_delivered",
];

/** How many of each kind are read, the most urgent kind first; together more than are shown. */
const maxShown = 60;
const most = { overdue: 14, yours: 16, tonight: 8, running: 8, waitingPerStatus: 12 };
const maxIncidents = 5;

// For each status and type only the preconditions of the steps for which changes wait there, because each of them costs a query.
const preconditionsByState = (statuses: readonly ChangeStatus[]): SQL =>
  statuses.length > 0
    ? sql`values ${sql.raw(
        statuses
          .flatMap((status) =>
            changeTypes.map((type) => `('${status}', '${type}', array[${preconditionsOf(status, type)}]::text[])`),
          )
          .join(", "),
      )}`
    : sql`select '', '', '{}'::text[] where false`;

function preconditionsOf(status: ChangeStatus, type: ChangeType): string {
  const waiting = rulesOf("change").filter((rule) => rule.waits && appliesTo(rule, { type, status }));
  const names = waiting.flatMap((rule) => [
    ...(rule.preconditions ?? []).filter((precondition) => !isAskedFor(precondition, rule)),
    ...rule.by.map(({ when }) => when),
  ]);
  return checkedPreconditions.flatMap((name) => (names.includes(name) ? [`'${name}'`] : [])).join(", ");
}

/** What the form of the step asks for does not keep anybody from it. */
const isAskedFor = (precondition: Precondition, rule: Rule): boolean =>
  precondition === "facts_written" && asksForFieldsMeeting(precondition, rule);

const mostSevereFirst = sql.raw(
  `array_position(array[${severities.map((severity) => `'${severity}'`).join(", ")}], i.severity) desc, i.id`,
);

const waitingSql = typedSql({ page: waitingRow });

/** The query of what waits for the reader. */
export function waitingQuery({ actionable, ...context }: WaitingQuery) {
  const capped = (ids: SQL) => sql`materialized (select id from (${ids}) ids limit ${openCountCap})`;
  const statuses = openStatuses.filter((status) => actionable.includes(status));
  return waitingSql`
    with clock as materialized (select windlass_now() as now),
      overdue as ${capped(quickFilterIds("overdue", context))},
      yours as ${capped(quickFilterIds("mine", context))},
      tonight as ${capped(quickFilterIds("tonight", context))},
      running as ${capped(quickFilterIds("running", context))},
      checked (status, type, preconditions) as (${preconditionsByState(statuses)}),
      actionable as (select distinct status from checked),
      candidates as (
        (select id, 0 as rank from overdue order by id limit ${most.overdue})
        union all (select id, 1 from yours order by id limit ${most.yours})
        union all (select id, 2 from tonight order by id limit ${most.tonight})
        union all (select id, 3 from running order by id limit ${most.running})
        union all select c.id, 3 + c.place from actionable s cross join lateral (
          select id, row_number() over (order by id) as place from (select id from changes where status = s.status order by id limit ${most.waitingPerStatus}) oldest) c
      ),
      ranked as (select id, min(rank) as rank from candidates group by id),
      chosen as (select id, rank from ranked order by rank, id limit ${maxShown})
    select json_build_object(
      'now', ${isoInstant("(select now from clock)")},
      'counts', json_build_object('overdue', (select count(*) from overdue), 'mine', (select count(*) from yours), 'running', (select count(*) from running),
        'tonight', (select count(*) from tonight), 'incidents', (select count(*) from (select from incidents i where ${isUnresolved} limit ${openCountCap}) i)),
      'changes', (select coalesce(json_agg(json_build_object(${listedColumns}, 'since', ${isoInstant("c.last_event_at")},
          'acts', case when s.status is null then '{}' else change_past_actions(c.id, c.revision) end,
          'facts', case when s.status is null then '{}' else check_preconditions(c, s.preconditions, null, clock.now) end,
          'isYours', exists (select from yours where yours.id = c.id), 'isTonight', exists (select from tonight where tonight.id = c.id)) order by o.rank, o.id), '[]')
        from chosen o join changes c on c.id = o.id left join checked s on s.status = c.status and s.type = c.type, clock),
      'isCut', (select count(*) > ${maxShown} from ranked) or (select count(*) from actionable s cross join lateral (
          select from changes where status = s.status order by id limit 1 offset ${most.waitingPerStatus}) beyond) > 0,
      'incidents', (select coalesce(json_agg(json_build_object(${incidentColumns}) order by ${mostSevereFirst}), '[]')
        from (select * from incidents i where ${isUnresolved} order by ${mostSevereFirst} limit ${maxIncidents}) i join changes c on c.id = i.change_id)) as page`;
}
