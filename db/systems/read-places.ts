import { sql } from "drizzle-orm";
import { z } from "zod";
import { viewingClient } from "@/db/changes/client-view";
import { appDb } from "@/db/connection/client";
import { columnsOf, list, named, record } from "@/db/connection/row";
import { rowsOf, sqlWith } from "@/db/connection/rows";
import type { ViewedBy } from "@/lib/systems/client-view";

const places = record({
  clients: list(named),
  systems: list(record({ ...columnsOf(named), client: z.string() })),
  tooMany: z.boolean(),
});

/** The clients and systems that a filter offers. With too many systems none are offered until a client is chosen. */
export type Places = z.infer<typeof places>;

const placesSql = sqlWith(columnsOf(places));

/** At most this many systems are offered. */
const mostOffered = 500;

/** In the view of a client, only that client and its systems. */
export async function readPlaces(view: ViewedBy): Promise<Places> {
  const client = viewingClient(view);
  const own = (column: string) => (client ? sql`${sql.raw(column)} = ${client}` : sql`true`);
  const [row] = await rowsOf(
    appDb(),
    placesSql`select (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name) order by k.name), '[]') from clients k where ${own("k.id")}) as clients,
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'client', s.client) order by s.client, s.name), '[]') from (
        select s.id, s.name, k.name as client from systems s join clients k on k.id = s.client_id where ${own("s.client_id")}
        order by (s.id = ${view.system ?? 0}) desc, s.name limit ${mostOffered + 1}) s) as systems, false as "tooMany"`,
  );
  if (!row) throw new Error("the register was not answered");
  const tooMany = row.systems.length > mostOffered;
  return { ...row, systems: tooMany && !client ? [] : row.systems, tooMany };
}
