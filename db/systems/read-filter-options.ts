import { sql } from "drizzle-orm";
import { z } from "zod";
import { viewingClient } from "@/db/changes/client-view";
import { appDb } from "@/db/connection/client";
import { listOf, named, shapeOf, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import type { ClientView } from "@/lib/systems/client-view";

const filterOptions = strictRow({
  clients: listOf(named),
  systems: listOf(strictRow({ ...shapeOf(named), client: z.string() })),
  tooMany: z.boolean(),
});

/** The clients and systems that a filter offers. With too many systems none are offered until a client is chosen. */
export type FilterOptions = z.infer<typeof filterOptions>;

const filterOptionsSql = typedSql(shapeOf(filterOptions));

/** At most this many systems are offered. */
const maxOffered = 500;

/** In the view of a client, only that client and its systems. */
export async function readFilterOptions(view: ClientView): Promise<FilterOptions> {
  const client = viewingClient(view);
  const own = (column: string) => (client ? sql`${sql.raw(column)} = ${client}` : sql`true`);
  const [row] = await queryRows(
    appDb(),
    filterOptionsSql`select (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name) order by k.name), '[]') from clients k where ${own("k.id")}) as clients,
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'client', s.client) order by s.client, s.name), '[]') from (
        select s.id, s.name, k.name as client from systems s join clients k on k.id = s.client_id where ${own("s.client_id")}
        order by (s.id = ${view.system ?? 0}) desc, s.name limit ${maxOffered + 1}) s) as systems, false as "tooMany"`,
  );
  if (!row) throw new Error("the query returned no register");
  const tooMany = row.systems.length > maxOffered;
  return { ...row, systems: tooMany && !client ? [] : row.systems, tooMany };
}
