import { sql } from "drizzle-orm";
import { z } from "zod";
import { systemsInView, titleInView, viewingClient } from "@/db/changes/client-view";
import { systemIds, withNames } from "@/db/changes/names-in-view";
import { appDb } from "@/db/connection/client";
import { inList } from "@/db/connection/columns";
import { personName, systemName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { readStaff } from "@/db/people/read-people";
import { approvalExpiry, busyTimes } from "@/db/systems/busy-times";
import { type FilterOptions, readFilterOptions } from "@/db/systems/read-filter-options";
import type { CalendarFilter } from "@/lib/calendar/calendar-filter";
import {
  awaitingWindowStatuses,
  type NamedRef,
  reservingStatuses,
  runningStatuses,
  typesWithoutWindow,
  windowStatuses,
} from "@/lib/rules/record";
import { actsAs } from "@/lib/rules/roles";
import { calendarConditions, freezeConditions } from "./calendar-conditions";
import { type CalendarItem, calendarFreeze, calendarItem, unscheduledChange } from "./calendar-rows";
import { isInSystemRows, systemRow, systemRowCount, systemRowsJson, systemRowTables } from "./system-rows";
import { newestEvent, windowMove, windowMovesSince } from "./window-moves";

const calendar = strictRow({
  now: instant,
  items: listOf(calendarItem),
  /** The number of windows that the filter selects, by the day on which they begin within the period. */
  counts: z.record(z.string(), z.int()).readonly(),
  freezes: listOf(calendarFreeze),
  /** A page of the systems with their changes, and how many systems there are; empty unless rows were asked for. */
  rows: listOf(systemRow),
  rowCount: z.int(),
  waiting: listOf(unscheduledChange),
  waitingCount: z.int(),
  /** The newest event that it knows of, and whose windows were moved since an earlier one. */
  newestEvent: z.int(),
  moves: listOf(windowMove),
});

export type Calendar = Omit<z.infer<typeof calendar>, "items"> & {
  readonly items: readonly CalendarItem[];
  readonly filterOptions: FilterOptions;
  /** Those who may implement a change. */
  readonly people: readonly NamedRef[];
};

export type CalendarQuery = {
  /** Half-open, ISO instants in UTC. */
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  readonly filter: CalendarFilter;
  readonly readerId: number;
  /** The page of rows by system, from 0; without it there are none, and windows are not bounded by them. */
  readonly rowsPage?: number;
  /** The newest event of an earlier reading, since which moves are told. */
  readonly since?: number;
};

/** Up to this many windows are all shown; of more, only the first of each day. */
const maxWindowsShown = 700;
const shownPerDay = 2;
const longestDayMs = 25 * 3_600_000;
const maxUnscheduledShown = 10;

/** Reads everything that the calendar shows of a period, in one query. */
export async function readCalendar(calendarOptions: CalendarQuery): Promise<Calendar> {
  const { filter } = calendarOptions;
  const [[row], filterOptions, staff] = await Promise.all([
    queryRows(appDb(), calendarQuery(calendarOptions)),
    readFilterOptions(filter),
    readStaff(),
  ]);
  if (!row) throw new Error("The calendar's query has one row.");
  const people = staff.filter(({ roles }) => actsAs(roles, "operator"));
  return { ...row.calendar, items: await withNames(row.calendar.items, filter), filterOptions, people };
}

const hasCalendarStatus = inList("c.status", windowStatuses);
const isReserving = inList("c.status", reservingStatuses);
const isRunning = inList("c.status", runningStatuses);
const isUnscheduled = inList("c.status", awaitingWindowStatuses);
const isEmergency = inList("c.type", typesWithoutWindow);

const calendarSql = typedSql({ calendar });

/** Three branches, so that windows, emergencies and freezes each use their own index. */
export const calendarQuery = ({ from, to, zone, filter, readerId, rowsPage, since }: CalendarQuery) => {
  const fits = calendarConditions(filter, readerId);
  const isOneDay = Date.parse(to) - Date.parse(from) <= longestDayMs;
  const span = sql`tstzrange(${from}::timestamptz, ${to}::timestamptz)`;
  // A client's view contains only conflicts of its own systems, and offers no other client's systems.
  const client = viewingClient(filter);
  const ownSystem = client
    ? sql`mine.system_id in (select y.id from systems y where y.client_id = ${client})`
    : sql`true`;
  const ownFreeze = client
    ? sql`(f ->> 'id')::bigint in (select o.id from freezes o where o.covers = 'all' or o.client_id = ${client} or o.system_id in (select y.id from systems y where y.client_id = ${client}))`
    : sql`true`;
  return calendarSql`
    with clock as materialized (select windlass_now() as now),
    spans as (
      select c.id, c.window_start as starts, c.window_end as ends from changes c
      where c.window_start >= ${from}::timestamptz - interval '24 hours' and c.window_start < ${to}::timestamptz and c.window_end > ${from}::timestamptz
        and ${hasCalendarStatus} and ${fits}
      union all
      select c.id, c.started_at, coalesce(c.ended_at, clock.now) from changes c, clock
      where ${isEmergency} and c.started_at >= ${from}::timestamptz - interval '7 days' and c.started_at < ${to}::timestamptz
        and coalesce(c.ended_at, clock.now) > ${from}::timestamptz and ${fits}
      union all
      select c.id, c.started_at, clock.now from changes c, clock
      where ${isRunning} and ${isEmergency} and c.ended_at is null and c.started_at < ${from}::timestamptz - interval '7 days'
        and clock.now > ${from}::timestamptz and ${fits}
    ),
    placed as (
      select s.*, d.day, row_number() over (partition by d.day order by s.starts, s.id) as place, count(*) over () as total
      from spans s, lateral (select (greatest(s.starts, ${from}::timestamptz) at time zone ${zone})::date as day) d
    ),
    ${rowsPage === undefined ? sql`` : systemRowTables(filter, rowsPage)}
    shown as (
      ${
        rowsPage === undefined
          ? sql`select p.id, p.starts, p.ends from placed p where p.total <= ${maxWindowsShown} or p.place <= ${isOneDay ? maxWindowsShown : shownPerDay}`
          : sql`select p.id, p.starts, p.ends from placed p where ${isInSystemRows("p.id")} order by p.starts, p.id limit ${maxWindowsShown}`
      }
    ),
    waiting as (
      select c.* from changes c where ${isUnscheduled} and ${fits} order by c.id limit ${maxUnscheduledShown}
    )
    select json_build_object(
      'now', ${isoInstant("(select now from clock)")},
      'items', (select coalesce(json_agg(json_build_object(
          'id', c.id, 'number', c.number, 'type', c.type, 'status', c.status, 'stepSeq', c.step_seq,
          'title', ${titleInView(filter)}, 'starts', ${isoInstant("s.starts")}, 'ends', ${isoInstant("s.ends")},
          'systems', ${systemIds},
          'who', coalesce(c.who_id, c.implementer_id, c.author_id),
          'windowStart', ${isoInstant("c.window_start")}, 'windowEnd', ${isoInstant("c.window_end")}, 'approvedAt', ${isoInstant("c.approved_at")}, 'startedAt', ${isoInstant("c.started_at")},
          'factsCompleteAt', ${isoInstant("c.facts_complete_at")}, 'rollbackMinutes', c.rollback_minutes,
          'conflicts', case when ${isReserving} and c.window_start is not null then (
            select coalesce(jsonb_agg(distinct 'CHG-' || theirs.change_id), '[]') from system_reservations mine join system_reservations theirs
            on theirs.system_id = mine.system_id and theirs.change_id <> mine.change_id and theirs.during && mine.during where mine.change_id = c.id and ${ownSystem}) else '[]' end,
          'frozenBy', case when ${isReserving} and c.started_at is null and not c.window_waived then (
            select coalesce(json_agg(f ->> 'name'), '[]') from jsonb_array_elements(freezes_covering(c, tstzrange(c.window_start, c.window_end))) f where ${ownFreeze}) else '[]' end
        ) order by s.starts, s.id), '[]') from shown s join changes c on c.id = s.id),
      'counts', (select coalesce(json_object_agg(day, n), '{}') from (select day, count(*) as n from placed group by day) days),
      'freezes', (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'covers', f.covers, 'of', coalesce(k.name, ${systemName("s")}), 'clientId', f.client_id, 'systemId', f.system_id,
          'starts', ${isoInstant("lower(span.during)")}, 'ends', ${isoInstant("upper(span.during)")}) order by span.during, f.id), '[]')
        from freeze_spans span join freezes f on f.id = span.freeze_id left join clients k on k.id = f.client_id left join systems s on s.id = f.system_id
        where span.during && ${span} and ${freezeConditions(filter)}),
      'rows', ${rowsPage === undefined ? sql`json_build_array()` : systemRowsJson}, 'rowCount', ${rowsPage === undefined ? sql`0` : systemRowCount},
      'waiting', (select coalesce(json_agg(json_build_object(
          'id', c.id, 'number', c.number, 'title', ${titleInView(filter)}, 'stepSeq', c.step_seq,
          'systems', ${systemsInView(filter)},
          'expectedMinutes', c.expected_minutes, 'implementer', (select json_build_object('id', p.id, 'name', ${personName("p")}) from people p where p.id = c.implementer_id),
          'lapsesAt', ${approvalExpiry}, 'busy', ${busyTimes}) order by c.id), '[]') from waiting c, clock),
      'newestEvent', ${newestEvent}, 'moves', ${since === undefined ? sql`json_build_array()` : windowMovesSince(since, readerId, fits)},
      'waitingCount', (select count(*) from changes c where ${isUnscheduled} and ${fits})
    ) as calendar`;
};
