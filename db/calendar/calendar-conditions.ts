import { type SQL, sql } from "drizzle-orm";
import { touchesClient, touchesSystem } from "@/db/changes/list-changes";
import type { CalendarFilter } from "@/lib/calendar/calendar-filter";

const conjunction = (conditions: readonly SQL[]): SQL => sql.join([sql`true`, ...conditions], sql` and `);

/** SQL condition: the filter selects the change `c`; `me` is the reader, for "mine". */
export function calendarConditions({ client, system, type, person, mine }: CalendarFilter, me: number): SQL {
  const whose = [...(person ? [person] : []), ...(mine ? [me] : [])];
  return conjunction([
    ...(type ? [sql`c.type = ${type}`] : []),
    ...(system ? [touchesSystem(system)] : []),
    ...(client ? [touchesClient(client)] : []),
    ...whose.map((id) => sql`${id}::bigint in (c.author_id, c.implementer_id, c.who_id)`),
  ]);
}

/** SQL condition: the freeze `f` affects what the filter selects. Person and type are ignored, because a freeze covers systems. */
export const freezeConditions = ({ client, system }: CalendarFilter): SQL =>
  conjunction([
    ...(client
      ? [
          sql`(f.covers = 'all' or f.client_id = ${client} or f.system_id in (select id from systems where client_id = ${client}))`,
        ]
      : []),
    ...(system
      ? [
          sql`(f.covers = 'all' or f.system_id = ${system} or f.client_id = (select client_id from systems where id = ${system}))`,
        ]
      : []),
  ]);
