import { type SQL, sql } from "drizzle-orm";
import { calledApart } from "../lib/called-apart";
import type { Names } from "../lib/trace-of";
import { appDb } from "./client";
import { type Database, rowsOf } from "./rows";

type Rows = {
  people: [number, string][];
  systems: [number, { name: string; client: string; clientId: number }][];
  entries: [number, string][];
};

/** Everybody's, every system's and every catalogue entry's name by its id. */
export async function readNames(db: Database = appDb()): Promise<Names> {
  const [row] = await rowsOf<Rows>(db, namesQuery);
  const { people = [], systems = [], entries = [] } = row ?? {};
  const called = calledApart(
    systems.map(([, system]) => system),
    ({ client }) => client,
  );
  const calledSystems = systems.map(([id, system]) => [id, { ...system, name: called(system) }] as const);
  return { people: new Map(people), systems: new Map(calledSystems), entries: new Map(entries) };
}

/** The query of all names. */
export const namesQuery: SQL = sql`
  select (select coalesce(json_agg(json_build_array(p.id, p.called)), '[]') from people p) as people,
    (select coalesce(json_agg(json_build_array(s.id, json_build_object('name', s.name, 'client', k.name, 'clientId', k.id))), '[]')
      from systems s join clients k on k.id = s.client_id) as systems,
    (select coalesce(json_agg(json_build_array(n.id, coalesce(text_of(n.title_text), '') || ', version ' || n.version)), '[]') from entries n) as entries`;
