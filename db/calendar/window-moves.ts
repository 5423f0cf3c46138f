import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { inList } from "@/db/connection/columns";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, strictRow } from "@/db/connection/row-schemas";
import { movingSteps } from "@/lib/calendar/move-sentence";
import { changeStatuses } from "@/lib/rules/record";

export const windowMove = strictRow({
  number: z.string(),
  by: z.string(),
  from: z.enum(changeStatuses),
  starts: instant,
  ends: instant,
});

/** Of so many newest events, so many moves are said. */
const eventsLookedAt = 200;
const movesSaid = 3;

/** The number of the newest event: what a later reading asks about as `since`. */
export const newestEvent: SQL = sql`(select coalesce(max(id), 0) from events)`;

/** The windows that others than the reader placed or moved after that event, among the changes that fit; the newest last. */
export const windowMovesSince = (
  since: number,
  readerId: number,
  fits: SQL,
): SQL => sql`(select coalesce(json_agg(json_build_object(
      'number', m.number, 'by', m.by, 'from', m.from_status, 'starts', ${isoInstant("m.window_start")}, 'ends', ${isoInstant("m.window_end")}) order by m.id), '[]')
    from (select e.id, c.number, ${personName("p")} as by, e.from_status, c.window_start, c.window_end
      from (select * from events where id > ${since}::bigint order by id desc limit ${eventsLookedAt}) e
      join changes c on c.id = e.subject_id join people p on p.id = e.person_id
      where e.subject_type = 'change' and ${inList("e.step", movingSteps)} and e.person_id <> ${readerId} and c.window_start is not null and ${fits}
      order by e.id desc limit ${movesSaid}) m)`;
