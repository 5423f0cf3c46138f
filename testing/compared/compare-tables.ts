import type { Reader } from "@/db/replay/told-events";
import { catalogueTold } from "./catalogue-told";
import { deliveriesTold } from "./deliveries-told";
import { excuseOf } from "./excused-columns";
import { haltsTold } from "./halts-told";
import { logTold } from "./log-told";
import { peopleTold } from "./people-told";
import type { ToldTable } from "./told-table";

const toldTables = [...peopleTold, ...catalogueTold, ...haltsTold, ...logTold, ...deliveriesTold];

/** What is compared in another way than by a query of `toldTables`, and where. */
const comparedElsewhere: Readonly<Record<string, readonly string[]>> = {
  // By the bytes of the events themselves: broken-links.ts and bin/auditor/verify.mjs.
  events: ["*"],
  texts: ["*"],
  log_entries: ["*"],
  // Folded from events: replay.ts, roster-replayed.ts, accounts-replayed.ts.
  changes: ["*"],
  change_systems: ["*"],
  follow_ups: ["*"],
  incidents: ["*"],
  findings: ["*"],
  systems: ["*"],
  deliveries: ["status", "step_seq", "delivered_at", "sent_to", "reference"],
  shifts: ["*"],
  rostered_at: ["*"],
  account_pairs: ["*"],
  // By their signatures: signed-rows.ts.
  checkpoints: ["*"],
  verifications: ["*"],
};

/** Where a row of any table says something else than the events, and what of the database is compared with nothing. */
export async function tableDifferences(reader: Reader): Promise<string[]> {
  const columns = await columnsOf(reader);
  const saids = toldTables.map((one) => one.said ?? everyColumn(one, columns));
  const compared = await Promise.all(saids.map((said) => columnsSaid(reader, said)));
  const found = await Promise.all(toldTables.map((one, at) => differencesOf(reader, one, saids[at] ?? "")));
  return [...forgotten(columns, compared), ...found.flat()];
}

/** The same of one table alone. */
export async function differencesIn(reader: Reader, table: string): Promise<string[]> {
  const columns = await columnsOf(reader);
  const found = toldTables.filter((one) => one.table === table);
  return (
    await Promise.all(found.map((one) => differencesOf(reader, one, one.said ?? everyColumn(one, columns))))
  ).flat();
}

type Column = { readonly table: string; readonly column: string };

/** Every column of every table, as the database's own catalog has them; what is generated says nothing of its own. */
export const columnsOf = (reader: Reader) => reader<Column[]>`
  select c.relname::text as table, a.attname::text as column from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  order by c.relname, a.attnum`;

const everyColumn = ({ table }: ToldTable, columns: readonly Column[]): string =>
  `select ${columns
    .filter((one) => one.table === table && !excuseOf(table, one.column))
    .map(({ column }) => `"${column}"`)
    .join(", ")} from ${table}`;

async function columnsSaid(reader: Reader, said: string): Promise<readonly string[]> {
  const { columns } = await reader.unsafe(`select * from (${said}) said limit 0`);
  return columns.map(({ name }) => name);
}

const most = 1000;

async function differencesOf(reader: Reader, { table, by, told }: ToldTable, said: string): Promise<string[]> {
  const rows = await reader.unsafe<{ name: string; said: Row; told: Row }[]>(`
    select concat_ws(' ', ${by}) as name, said, told from (select ${by}, to_jsonb(s) as said from (${said}) s) s
    full join (select ${by}, to_jsonb(t) as told from (${told}) t) t using (${by}) where said is distinct from told limit ${most}`);
  return rows.flatMap(({ name, said, told }) => words(`${table} ${name}`, said, told));
}

type Row = Readonly<Record<string, unknown>> | null;

function words(name: string, said: Row, told: Row): string[] {
  if (!told) return [`${name} is in no event`];
  if (!said) return [`${name} is in no table`];
  return Object.keys(told)
    .filter((column) => JSON.stringify(said[column]) !== JSON.stringify(told[column]))
    .map((column) => `${name} ${column}: ${JSON.stringify(said[column])}, replayed ${JSON.stringify(told[column])}`);
}

function forgotten(columns: readonly Column[], compared: readonly (readonly string[])[]): string[] {
  const known = new Set<string>();
  toldTables.forEach(({ table, covers = [] }, at) => {
    for (const column of [...(compared[at] ?? []), ...covers])
      known.add(column.includes(".") ? column : `${table}.${column}`);
  });
  for (const [table, listed] of Object.entries(comparedElsewhere))
    for (const column of listed) known.add(`${table}.${column}`);
  return columns
    .filter(
      ({ table, column }) => !known.has(`${table}.${column}`) && !known.has(`${table}.*`) && !excuseOf(table, column),
    )
    .map(({ table, column }) => `${table}.${column} is compared with nothing, and no reason says why`);
}
