import { type SQL, sql } from "drizzle-orm";
import type { CalendarFilter } from "../lib/calendar-filter";

/** Which changes `c` the filter leaves, for the reader `me`. */
export function calendarConditions({ client, system, type, person, mine }: CalendarFilter, me: number): SQL {
  const whose = [...(person ? [person] : []), ...(mine ? [me] : [])];
  return sql.join(
    [
      sql`true`,
      ...(type ? [sql`c.type = ${type}`] : []),
      ...(system
        ? [sql`exists (select from change_systems t where t.change_id = c.id and t.system_id = ${system})`]
        : []),
      ...(client
        ? [
            sql`exists (select from change_systems t join systems s on s.id = t.system_id where t.change_id = c.id and s.client_id = ${client})`,
          ]
        : []),
      ...whose.map((id) => sql`${id}::bigint in (c.author_id, c.implementer_id, c.who_id)`),
    ],
    sql` and `,
  );
}
