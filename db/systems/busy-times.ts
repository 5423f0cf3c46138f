import { type SQL, sql } from "drizzle-orm";
import { inList } from "@/db/connection/columns";
import { isoInstant } from "@/db/connection/iso-instant";
import { constantSql } from "@/db/connection/typed-sql";
import { slotsWithinDays } from "@/lib/calendar/free-slots";
import { deadlineRules } from "@/lib/changes/deadlines";
import { reservingStatuses } from "@/lib/rules/record";

/** SQL condition: the freeze `f` covers a system of the change `c`. */
export const coversSystemOfChange = constantSql(sql`(f.covers = 'all' or exists (
      select from change_systems t join systems s on s.id = t.system_id where t.change_id = c.id and (f.system_id = s.id or f.client_id = s.client_id)))`);

/** What a window of `c` would conflict with: reservations and freezes of its systems, and its implementer's other windows. */
export const busyTimes =
  constantSql(sql`(select coalesce(json_agg(json_build_array(${isoInstant("lower(taken.during)")}, ${isoInstant("upper(taken.during)")})), '[]') from (
    select h.during from change_systems t join system_reservations h on h.system_id = t.system_id
    where t.change_id = c.id and h.change_id <> c.id and h.during && tstzrange(clock.now, clock.now + ${`${slotsWithinDays} days`}::interval)
    union
    select span.during from freeze_spans span join freezes f on f.id = span.freeze_id
    where span.during && tstzrange(clock.now, clock.now + ${`${slotsWithinDays} days`}::interval) and ${coversSystemOfChange}
    union
    select tstzrange(o.window_start, o.window_end) from changes o
    where o.implementer_id = c.implementer_id and o.window_start > clock.now - interval '24 hours' and o.window_start < clock.now + ${`${slotsWithinDays} days`}::interval
      and ${inList("o.status", reservingStatuses)} and o.id <> c.id) taken)`);

/** When the approval of a change `c` expires. */
export const approvalExpiry: SQL = isoInstant(`c.approved_at + interval '${deadlineRules.approval.days} days'`);
