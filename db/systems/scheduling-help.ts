import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { inList } from "@/db/connection/columns";
import { systemName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { constantSql } from "@/db/connection/typed-sql";
import { slotsWithinDays } from "@/lib/calendar/free-slots";
import { awaitingWindowStatuses, reservingStatuses } from "@/lib/rules/record";
import { approvalExpiry, busyTimes, coversSystemOfChange } from "./busy-times";

const plannedWindow = strictRow({
  number: z.string(),
  title: z.string(),
  /** Those of the change that it holds. */
  systems: listOf(z.string()),
  starts: instant,
  ends: instant,
});

const freezeAhead = strictRow({ name: z.string(), of: z.string().nullable(), starts: instant, ends: instant });

/** What helps to choose a window for an approved change. Instants are ISO in UTC. */
export const schedulingHelp = strictRow({
  busy: listOf(z.tuple([instant, instant]).readonly()),
  lapsesAt: instant,
  /** The windows of others on its systems, the next first, and the freezes of its systems, both of the next days. */
  windows: listOf(plannedWindow),
  freezes: listOf(freezeAhead),
});

const maxWindows = 20;
const maxFreezes = 6;
const ahead = sql`tstzrange(clock.now, clock.now + ${sql.raw(`interval '${slotsWithinDays} days'`)})`;

const windowsOfOthers = (
  title: SQL,
) => sql`(select coalesce(jsonb_agg(jsonb_build_object('number', o.number, 'title', ${title}, 'systems', held.systems,
      'starts', ${isoInstant("o.window_start")}, 'ends', ${isoInstant("o.window_end")}) order by o.window_start, o.id), '[]')
    from (select h.change_id, jsonb_agg(${systemName("y")} order by y.name) as systems
      from change_systems t join system_reservations h on h.system_id = t.system_id and h.change_id <> c.id join systems y on y.id = h.system_id
      where t.change_id = c.id and h.during && ${ahead}
      group by h.change_id order by min(lower(h.during)), h.change_id limit ${sql.raw(String(maxWindows))}) held
    join changes o on o.id = held.change_id)`;

const freezesAhead = sql`(select coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'of', coalesce((select k.name from clients k where k.id = f.client_id),
        (select ${systemName("y")} from systems y where y.id = f.system_id)), 'starts', ${isoInstant("lower(span.during)")}, 'ends', ${isoInstant("upper(span.during)")})
      order by span.during, f.id), '[]')
    from (select span.freeze_id, span.during from freeze_spans span join freezes f on f.id = span.freeze_id
      where span.during && ${ahead} and ${coversSystemOfChange} order by span.during, span.freeze_id limit ${sql.raw(String(maxFreezes))}) span
    join freezes f on f.id = span.freeze_id)`;

/** The same as a subquery about a change `c` at `clock.now`, with the `title` of another one, `o`; null unless it waits for its window or for the start of it. */
export const schedulingHelpOf = (title: SQL): SQL =>
  constantSql(sql`case when ${inList("c.status", [...awaitingWindowStatuses, ...reservingStatuses])} and c.approved_at is not null and c.started_at is null
    then jsonb_build_object('busy', ${busyTimes}, 'lapsesAt', ${approvalExpiry}, 'windows', ${windowsOfOthers(title)}, 'freezes', ${freezesAhead}) end`);
