import { type SQL, sql } from "drizzle-orm";
import { ofClient, ofSystem } from "@/db/changes/list-changes";
import type { CalendarFilter } from "@/lib/calendar/filter";

const all = (conditions: readonly SQL[]): SQL => sql.join([sql`true`, ...conditions], sql` and `);

/** SQL condition: the filter selects the change `c`; `me` is the reader, for "mine". */
export function calendarConditions({ client, system, type, person, mine }: CalendarFilter, me: number): SQL {
  const whose = [...(person ? [person] : []), ...(mine ? [me] : [])];
  return all([
    ...(type ? [sql`c.type = ${type}`] : []),
    ...(system ? [ofSystem(system)] : []),
    ...(client ? [ofClient(client)] : []),
    ...whose.map((id) => sql`${id}::bigint in (c.author_id, c.implementer_id, c.who_id)`),
  ]);
}

/** SQL condition: the freeze `f` affects what the filter selects. Person and type are ignored, because a freeze covers systems. */
export const freezeConditions = ({ client, system }: CalendarFilter): SQL =>
  all([
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
