import type { TransactionSql } from "postgres";
import { sequenceEvents } from "@/db/ledger/sequence-events";
import { seedDemo } from "@/db/seed/demo/seed-demo";
import { loadHistory } from "@/db/seed/load-history";
import { terminalStatuses } from "@/lib/rules/record";
import { newDatabase, type TestDatabase } from "./database";

const loadedCount = 400;
const copyCount = 13;

/**
 * A database of some 5,000 changes: 400 that the loader wrote, and 13 copies of each that has ended. The copies are
 * written past the triggers, in seconds instead of minutes, and have no place in the log: good for plans, not for rules.
 */
export async function manyChanges(): Promise<TestDatabase> {
  const db = await newDatabase();
  await seedDemo(db.url("owner"));
  await loadHistory(db.url("owner"), { changes: loadedCount, years: 1 }, () => {});
  // So few rows a page that their pages are as many as those of 100,000 changes.
  await db.owner`alter table changes set (fillfactor = 10)`;
  await db.owner.begin(copyEnded);
  await db.owner.begin(insertDeliveries);
  await sequenceEvents(db.worker);
  await db.owner`vacuum analyze`;
  await waitUntilAllVisible(db);
  return db;
}

/**
 * Lets the planner see 100,000 changes, and so much more of all that comes with them, in the tables of these: what it
 * knows of their values is of shares, which stay. Only for plans: nothing else may count on it.
 */
export async function withStatisticsOf100000({ owner, superuser }: TestDatabase): Promise<void> {
  const [row] = await owner`select count(*)::int as changes from changes`;
  const grown = [...copied, "texts", "findings", "deliveries", "delivery_attempts", "ledger_entries"];
  for (const name of grown) await owner`alter table ${owner(name)} set (autovacuum_enabled = off)`;
  await superuser`
    update pg_class set reltuples = reltuples * ${100_000 / Number(row?.changes)}
    where relname = any (${grown}) or oid in (select indexrelid from pg_index where indrelid::regclass::text = any (${grown}))`;
}

/** While the server itself analyses a table, a vacuum finds rows that somebody may not see yet, and plans differ. */
async function waitUntilAllVisible({ owner }: TestDatabase): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const unseen = await owner<{ name: string }[]>`
      select relname as name from pg_class where relname = any (${[...copied, "deliveries"]}) and relallvisible < relpages / 2`;
    if (unseen.length === 0) return;
    for (const { name } of unseen) await owner`vacuum ${owner(name)}`;
  }
  throw new Error("The rows of a test's database are not seen by all.");
}

/** What a year of notices leaves: some of every change, nearly all of it delivered, each with its try. */
async function insertDeliveries(tx: TransactionSql): Promise<void> {
  for (const table of ["deliveries", "delivery_attempts"]) await tx`alter table ${tx(table)} disable trigger user`;
  await tx`insert into deliveries (key, kind, channel, person_id, change_id, queued_at, status, attempts, delivered_at)
    select 'many ' || n, (array['review_waiting', 'approval_waiting', 'window_opening'])[1 + n % 3], case when n % 5 = 0 then 'slack' else 'email' end,
      case when n % 5 <> 0 then 1 + n % 5 end, noticed.id, now() - n * interval '20 minutes', case when n % 400 = 0 then 'given_up' else 'delivered' end, 1,
      case when n % 400 <> 0 then now() - n * interval '20 minutes' end
    from generate_series(1, 20000) n
      join (select id, row_number() over (order by id) as place, count(*) over () as count from changes) noticed on noticed.place = 1 + n % noticed.count`;
  await tx`insert into delivery_attempts (delivery_id, at, ok, words) select id, queued_at, true, 'sent' from deliveries where key like 'many %'`;
}

async function copyEnded(tx: TransactionSql): Promise<void> {
  for (const table of copied) await tx`alter table ${tx(table)} disable trigger user`;
  await tx`create temp table ended on commit drop as
    select 'change' as kind, id, id as change_id from changes where status = any (${[...terminalStatuses]})`;
  await tx`insert into ended select 'incident', i.id, i.change_id from incidents i join ended on ended.id = i.change_id`;
  await copy(tx, "events", "row.subject_type = ended.kind and row.subject_id = ended.id", {
    id: "row.id + k * 1000000",
    subject_id: copiedId("row.subject_id"),
  });
  await copy(tx, "changes", "ended.kind = 'change' and row.id = ended.id", {
    id: copiedId("row.id"),
    last_event_id: "row.last_event_id + k * 1000000",
  });
  await copy(tx, "change_systems", "ended.kind = 'change' and row.change_id = ended.id", {
    change_id: copiedId("row.change_id"),
  });
  await copy(tx, "incidents", "ended.kind = 'incident' and row.id = ended.id", {
    id: copiedId("row.id"),
    change_id: copiedId("row.change_id"),
    last_event_id: "row.last_event_id + k * 1000000",
  });
}

const copied = ["events", "changes", "change_systems", "incidents"];

// Copies of what came first come first, as in a history.
const copiedId = (id: string) => `100000 + (${id} - 1000) * ${copyCount} + k`;

async function copy(tx: TransactionSql, table: string, ended: string, but: Readonly<Record<string, string>>) {
  const columns = await tx<{ name: string }[]>`
    select column_name as name from information_schema.columns where table_name = ${table} and is_generated = 'NEVER'`;
  const names = columns.map(({ name }) => name).join(", ");
  const moved = Object.entries(but).map(([name, value]) => `'${name}', ${value}`);
  // In `from`, a row is made once; as `(made).*` once for each of its columns.
  await tx.unsafe(`insert into ${table} (${names}) select ${names} from (
    select made.* from ${table} row join ended on ${ended}, generate_series(1, ${copyCount}) k,
      jsonb_populate_record(null::${table}, to_jsonb(row) || jsonb_build_object(${moved.join(", ")})) made order by 1) copies`);
}
