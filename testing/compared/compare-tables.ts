import type { Reader } from "@/db/replay/canonical-events";
import { attachmentsReplay } from "./attachments-replay";
import { catalogueReplay } from "./catalogue-replay";
import { deliveriesReplay } from "./deliveries-replay";
import { exclusionReason } from "./excluded-columns";
import { haltsReplay } from "./halts-replay";
import { importsReplay } from "./imports-replay";
import { logReplay } from "./log-replay";
import { peopleReplay } from "./people-replay";
import type { ReplayedTable } from "./replayed-table";
import { webhooksReplay } from "./webhooks-replay";

const replayedTables = [
  ...peopleReplay,
  ...catalogueReplay,
  ...haltsReplay,
  ...importsReplay,
  ...logReplay,
  ...deliveriesReplay,
  ...attachmentsReplay,
  ...webhooksReplay,
];

/** What is compared in another way than by a query of `toldTables`, and where. */
const comparedElsewhere: Readonly<Record<string, readonly string[]>> = {
  // By the bytes of the events themselves: broken-links.ts and bin/auditor/verify.mjs.
  events: ["*"],
  texts: ["*"],
  ledger_entries: ["*"],
  // Folded from events: replay.ts, roster-replayed.ts, accounts-replayed.ts.
  changes: ["*"],
  change_systems: ["*"],
  follow_ups: ["*"],
  incidents: ["*"],
  findings: ["*"],
  systems: ["*"],
  deliveries: ["status", "step_seq", "delivered_at", "sent_to", "reference"],
  shifts: ["*"],
  declared_rosters: ["*"],
  account_pairs: ["*"],
  // By their signatures: signed-rows.ts.
  checkpoints: ["*"],
  verifications: ["*"],
};

/** Where a row of any table says something else than the events, and what of the database is compared with nothing. */
export async function tableDifferences(reader: Reader): Promise<string[]> {
  const columns = await columnsOf(reader);
  const storedQueries = replayedTables.map((one) => one.stored ?? everyColumn(one, columns));
  const compared = await Promise.all(storedQueries.map((storedQuery) => columnsOfQuery(reader, storedQuery)));
  const found = await Promise.all(replayedTables.map((one, at) => differencesOf(reader, one, storedQueries[at] ?? "")));
  return [...uncomparedColumns(columns, compared), ...found.flat()];
}

/** The same of one table alone. */
export async function differencesIn(reader: Reader, table: string): Promise<string[]> {
  const columns = await columnsOf(reader);
  const found = replayedTables.filter((one) => one.table === table);
  return (
    await Promise.all(found.map((one) => differencesOf(reader, one, one.stored ?? everyColumn(one, columns))))
  ).flat();
}

type Column = { readonly table: string; readonly column: string };

/** Every column of every table, as the database's own catalog has them; what is generated says nothing of its own. */
export const columnsOf = (reader: Reader) => reader<Column[]>`
  select c.relname::text as table, a.attname::text as column from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  order by c.relname, a.attnum`;

const everyColumn = ({ table }: ReplayedTable, columns: readonly Column[]): string =>
  `select ${columns
    .filter((one) => one.table === table && !exclusionReason(table, one.column))
    .map(({ column }) => `"${column}"`)
    .join(", ")} from ${table}`;

async function columnsOfQuery(reader: Reader, storedQuery: string): Promise<readonly string[]> {
  const { columns } = await reader.unsafe(`select * from (${storedQuery}) row limit 0`);
  return columns.map(({ name }) => name);
}

const maxDifferences = 1000;

async function differencesOf(
  reader: Reader,
  { table, key, replayed }: ReplayedTable,
  stored: string,
): Promise<string[]> {
  const rows = await reader.unsafe<{ name: string; actual: Row; expected: Row }[]>(`
    select concat_ws(' ', ${key}) as name, actual, expected from (select ${key}, to_jsonb(s) as actual from (${stored}) s) s
    full join (select ${key}, to_jsonb(t) as expected from (${replayed}) t) t using (${key}) where actual is distinct from expected limit ${maxDifferences}`);
  return rows.flatMap(({ name, actual, expected }) => describeDifferences(`${table} ${name}`, actual, expected));
}

type Row = Readonly<Record<string, unknown>> | null;

function describeDifferences(name: string, stored: Row, replayed: Row): string[] {
  if (!replayed) return [`${name} has no event`];
  if (!stored) return [`${name} has no row`];
  return Object.keys(replayed)
    .filter((column) => JSON.stringify(stored[column]) !== JSON.stringify(replayed[column]))
    .map(
      (column) => `${name} ${column}: ${JSON.stringify(stored[column])}, replayed ${JSON.stringify(replayed[column])}`,
    );
}

function uncomparedColumns(columns: readonly Column[], compared: readonly (readonly string[])[]): string[] {
  const known = new Set<string>();
  replayedTables.forEach(({ table, coveredColumns = [] }, at) => {
    for (const column of [...(compared[at] ?? []), ...coveredColumns])
      known.add(column.includes(".") ? column : `${table}.${column}`);
  });
  for (const [table, listed] of Object.entries(comparedElsewhere))
    for (const column of listed) known.add(`${table}.${column}`);
  return columns
    .filter(
      ({ table, column }) =>
        !known.has(`${table}.${column}`) && !known.has(`${table}.*`) && !exclusionReason(table, column),
    )
    .map(({ table, column }) => `${table}.${column} is compared with nothing, and no reason says why`);
}
