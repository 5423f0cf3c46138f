import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { personName, systemName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { changeStatuses, changeTypes, reservingStatuses } from "@/lib/rules/record";

const reservingStatusArray = sql.raw(`array[${reservingStatuses.map((status) => `'${status}'`).join(",")}]`);
const reservesSystems = (change: string): SQL => {
  const of = sql.raw(change);
  return sql`(${of}.type = 'normal' and ${of}.status = any (${reservingStatusArray}))`;
};
const ignoresReservations = (change: string): SQL => {
  const of = sql.raw(change);
  return sql`(${of}.status = 'failed' or ${of}.type = 'emergency' and ${of}.status = any (${reservingStatusArray}))`;
};

export const concurrentChange = strictRow({
  number: z.string(),
  type: z.enum(changeTypes),
  status: z.enum(changeStatuses),
  systems: listOf(z.string()),
  who: z.string(),
  windowStart: instant.nullable(),
  windowEnd: instant.nullable(),
});

/**
 * The concurrent changes of `c`, by window: for a running emergency or a failed change, the normal changes that reserve its
 * systems; for such a normal change, the emergencies and failures on its systems. Emergencies and rollbacks do not wait for
 * reservations, so both sides must see each other (Scheduled).
 */
export const concurrentChangesOf: SQL = sql`case when ${reservesSystems("c")} or ${ignoresReservations("c")} then (
    select coalesce(jsonb_agg(jsonb_build_object('number', o.number, 'type', o.type, 'status', o.status, 'systems', shared.names,
      'who', (select ${personName("p")} from people p where p.id = coalesce(o.who_id, o.implementer_id, o.author_id)),
      'windowStart', ${isoInstant("o.window_start")}, 'windowEnd', ${isoInstant("o.window_end")}) order by o.window_start, o.id), '[]')
    from changes o, lateral (select jsonb_agg(${systemName("s")} order by s.name, s.id) as names
      from change_systems mine join change_systems theirs on theirs.system_id = mine.system_id join systems s on s.id = mine.system_id
      where mine.change_id = c.id and theirs.change_id = o.id) shared
    where o.status in ('failed', ${sql.raw(reservingStatuses.map((status) => `'${status}'`).join(", "))}) and o.id <> c.id and shared.names is not null
      and (${reservesSystems("c")} and ${ignoresReservations("o")} or ${ignoresReservations("c")} and ${reservesSystems("o")})) else '[]' end`;
