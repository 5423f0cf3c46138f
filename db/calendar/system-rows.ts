import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { systemName } from "@/db/connection/display-name";
import { listOf, strictRow } from "@/db/connection/row-schemas";
import type { CalendarFilter } from "@/lib/calendar/calendar-filter";

/** A system with the ids of its changes in the period, in the order of their times. */
export const systemRow = strictRow({
  id: z.int(),
  name: z.string(),
  clientId: z.int(),
  client: z.string(),
  changes: listOf(z.int()),
});

/** The calendar of a page has so many rows of systems. */
export const systemRowsPerPage = 25;

/**
 * Common table expressions after `placed`: which systems the windows touch, and the page of those systems by client and name.
 * A filter by client or system shows their managed systems without windows, too: they are free.
 */
export function systemRowTables({ client, system }: CalendarFilter, page: number): SQL {
  const isShown = client ? sql`y.client_id = ${client}` : system ? sql`y.id = ${system}` : sql`true`;
  const isFree = client || system ? sql`y.status = 'managed'` : sql`false`;
  return sql`touching as (
      select t.system_id, p.id as change_id, p.starts from placed p join change_systems t on t.change_id = p.id
    ),
    system_rows as (
      select y.id, y.client_id, k.name as client, ${systemName("y")} as name, count(*) over () as total
      from systems y join clients k on k.id = y.client_id
      where ${isShown} and (${isFree} or y.id in (select system_id from touching))
      order by k.name, y.name, y.id limit ${systemRowsPerPage} offset ${page * systemRowsPerPage}
    ),`;
}

/** SQL condition: the change with this id is in one of the rows. */
export const isInSystemRows = (id: string): SQL =>
  sql`${sql.raw(id)} in (select x.change_id from touching x join system_rows r on r.id = x.system_id)`;

export const systemRowsJson: SQL = sql`(select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name, 'clientId', r.client_id, 'client', r.client,
    'changes', (select coalesce(json_agg(x.change_id order by x.starts, x.change_id), '[]') from touching x where x.system_id = r.id)) order by r.client, r.name, r.id), '[]')
  from system_rows r)`;

export const systemRowCount: SQL = sql`coalesce((select max(total) from system_rows), 0)`;
