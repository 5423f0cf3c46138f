import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName, systemName } from "@/db/connection/display-name";
import { cacheReferenceData } from "@/db/connection/reference-data";
import { listOf, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { type ClientView, otherClientLabel, viewingClientOf } from "@/lib/systems/client-view";

/** Its people and systems by their ids: names are put to them by the process, which keeps them in memory. */
export const idsOfNames = { who: z.int(), systems: listOf(z.int()) };

/** The ids of the systems of a change `c`. */
export const systemIds: SQL = sql`array(select t.system_id from change_systems t where t.change_id = c.id)`;

type WithIds = z.infer<z.ZodObject<typeof idsOfNames>>;
/** A row with those names. */
export type RowWithNames<Row extends WithIds> = Omit<Row, keyof WithIds> & {
  readonly who: string;
  readonly systems: readonly string[];
};

/** Names by id; systems in the order of their names. */
type Names = {
  readonly people: ReadonlyMap<number, string>;
  readonly systems: ReadonlyMap<number, { readonly name: string; readonly client: number; readonly place: number }>;
};

/** The rows with the names of their people, and of their systems as the view shows them: a client's own, and a note where there are others. */
export async function withNames<Row extends WithIds>(
  rows: readonly Row[],
  view: ClientView = {},
): Promise<RowWithNames<Row>[]> {
  const names = await readNamesOf(rows);
  const client = viewingClientOf(view, (id) => names.systems.get(id)?.client);
  return rows.map((row) => ({
    ...row,
    who: names.people.get(row.who) ?? "",
    systems: systemsInView(row.systems, names, client),
  }));
}

function systemsInView(ids: readonly number[], { systems }: Names, client: number | null): readonly string[] {
  const all = ids.flatMap((id) => systems.get(id) ?? []).toSorted((one, other) => one.place - other.place);
  const own = client === null ? all : all.filter((system) => system.client === client);
  const names = own.map(({ name }) => name);
  return own.length < all.length ? [...names, otherClientLabel] : names;
}

/** The rows may be newer than the session with which the names were read. */
async function readNamesOf(rows: readonly WithIds[]): Promise<Names> {
  const names = await readNames();
  const isKnown = ({ who, systems }: WithIds) => names.people.has(who) && systems.every((id) => names.systems.has(id));
  return rows.every(isKnown) ? names : (await readNewestNames()).value;
}

const namesSql = typedSql({
  people: listOf(z.tuple([z.int(), z.string()]).readonly()),
  systems: listOf(z.tuple([z.int(), strictRow({ name: z.string(), client: z.int() })]).readonly()),
});

async function readNewestNames() {
  const [{ people, systems } = { people: [], systems: [] }] = await queryRows(appDb(), namesQuery);
  const placed = systems.map(([id, system], place) => [id, { ...system, place }] as const);
  return { value: { people: new Map(people), systems: new Map(placed) }, until: null };
}

const readNames = cacheReferenceData(readNewestNames);

/** The query of all names of people and systems. */
const namesQuery = namesSql`
  select (select coalesce(json_agg(json_build_array(p.id, ${personName("p")})), '[]') from people p) as people,
    (select coalesce(json_agg(json_build_array(s.id, json_build_object('name', ${systemName("s")}, 'client', s.client_id)) order by s.name, s.id), '[]') from systems s) as systems`;
