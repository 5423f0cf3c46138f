import type { TransactionSql } from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { exportLedger } from "@/db/ledger/export-ledger";
import { verifierKey } from "@/db/ledger/signing/checkpoint-note";
import { columnsOf, differencesIn } from "@/testing/compared/compare-tables";
import { excludedColumns, exclusionReason } from "@/testing/compared/excluded-columns";
import type { Fixture } from "@/testing/fixture";
import { fixtureWithEveryTable } from "@/testing/full-fixture";
import { newSigner } from "@/testing/sign-log";
import { verifyExport } from "@/testing/verify-export";
import { chainErrors } from "./chain-errors";
import { replayChecks, replayDifferences } from "./replay";

// Somebody who rules the database changes each column of each table once, past every guard. What `npm run replay` and
// `npm run ledger:verify` do not notice has its reason in a written list.

let fixture: Fixture;
const signer = newSigner();
const key = verifierKey(signer);

beforeAll(async () => {
  fixture = await fixtureWithEveryTable(signer);
});
afterAll(() => fixture.drop());

class Undone extends Error {}

/** Does it past every guard, and undoes it. */
async function pastTheGuards<T>(work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  const found: T[] = [];
  const ended = await fixture.superuser
    .begin(async (tx) => {
      await tx.unsafe(withoutGuards);
      found.push(await work(tx));
      throw new Undone();
    })
    .catch((error: unknown) => error);
  if (!(ended instanceof Undone) || found.length === 0) throw ended;
  return found[0] as T; // it is there, whatever it is
}

// Triggers, what columns must hold, and what must be once; foreign keys go with the triggers.
const withoutGuards = `
  set local session_replication_role = replica;
  do $$ declare one record; begin
    for one in select c.oid::regclass as held from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' and relhastriggers loop
      execute format('alter table %s disable trigger user', one.held);
    end loop;
    for one in select conrelid::regclass as held, conname from pg_constraint where connamespace = 'public'::regnamespace and conrelid <> 0
      and contype in ('c', 'x', 'f', 'u') order by contype = 'f' desc loop
      execute format('alter table %s drop constraint %I', one.held, one.conname);
    end loop;
    for one in select attrelid::regclass as held, attname from pg_attribute a join pg_class c on c.oid = attrelid
      where relnamespace = 'public'::regnamespace and attidentity <> '' loop
      execute format('alter table %s alter column %I drop identity', one.held, one.attname);
    end loop;
  end $$`;

const everything = async (tx: TransactionSql) => [...(await chainErrors(tx)), ...(await replayDifferences(tx))];

/** Whether a replay finds what it did not find `before`: the checks of the changed table first, then each other until one does. */
async function isReplayed(tx: TransactionSql, table: string, before: ReadonlySet<string>): Promise<boolean> {
  const checks = [(one: TransactionSql) => differencesIn(one, table), chainErrors, ...replayChecks];
  for (const check of checks) if ((await check(tx)).some((one) => !before.has(one))) return true;
  return false;
}

// The export opens a transaction of its own: here it is within one.
const within = (tx: TransactionSql) =>
  new Proxy(tx, {
    apply: (_, self, words: [TemplateStringsArray, ...unknown[]]) =>
      /^set/.test(words[0][0] ?? "") ? Promise.resolve([]) : Reflect.apply(tx, self, words),
  });
const verifies = async (tx: TransactionSql): Promise<boolean> => {
  const begin = async (_: string, work: (sql: TransactionSql) => Promise<void>) => await work(within(tx));
  const { ok, verdict } = await verifyExport(exportLedger({ begin } as never, key), { key });
  return ok && !verdict.includes("FOUND");
};

type Column = Awaited<ReturnType<typeof columnsOf>>[number] & { readonly type: string };

/** Another value of each type of column. */
const others: Readonly<Record<string, (column: string) => string>> = {
  int8: (column) => `coalesce(${column}, 0) + 1000003`,
  int4: (column) => `coalesce(${column}, 0) + 7`,
  bool: (column) => `not coalesce(${column}, false)`,
  varchar: (column) => `coalesce(${column}, '') || 'x'`,
  text: (column) => `coalesce(${column}, '') || 'x'`,
  bytea: (column) => `coalesce(${column}, '') || '\\x00'`,
  timestamptz: (column) => `coalesce(${column}, '2026-01-01') + interval '1 hour'`,
  date: (column) => `coalesce(${column}, '2026-01-01') + 1`,
  interval: (column) => `coalesce(${column}, '0') + interval '1 hour'`,
  jsonb: (column) => `jsonb_build_array(${column}, 'changed')`,
  uuid: () => "gen_random_uuid()",
  _int8: (column) => `array_append(${column}, 1000003)`,
  _text: (column) => `array_append(${column}, 'changed')`,
  tstzrange: (column) => `tstzrange(lower(${column}) - interval '1 hour', upper(${column}))`,
  tsvector: (column) => `${column} || 'changed'::tsvector`,
};

const change = (tx: TransactionSql, { table, column, type }: Column) =>
  tx.unsafe(`update ${table} set "${column}" = ${others[type]?.(`"${column}"`)}
    where ctid = (select ctid from ${table} order by "${column}" is null, ctid desc limit 1)`);

it("each column of each table is changed once, and noticed, or excused with a reason", async () => {
  const columns = await pastTheGuards<Column[]>(
    (tx) => tx`select c.relname::text as table, a.attname::text as column, t.typname::text as type
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by 1, a.attnum`,
  );
  expect(columns.length).toBe((await columnsOf(fixture.superuser)).length);
  const passed: Column[] = [];
  const untouched: string[] = [];
  await pastTheGuards(async (tx) => {
    const before = new Set(await everything(tx));
    expect([...before].filter((one) => !/does not fire always$|^rules triggers/.test(one))).toEqual([]);
    for (const column of columns)
      await tx
        .savepoint(async (inside) => {
          const { count } = await change(inside, column);
          if (count !== 1) untouched.push(`${column.table}.${column.column}`);
          if (!(await isReplayed(inside, column.table, before))) passed.push(column);
          throw new Undone();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Undone)) throw new Error(`${column.table}.${column.column}`, { cause: error });
        });
  });
  const noticedByNobody = await pastTheGuards((tx) => unnoticed(tx, passed));
  const named = noticedByNobody.map(({ table, column }) => `${table}.${column}`);
  const excused = noticedByNobody.filter(({ table, column }) => exclusionReason(table, column));
  console.log(
    `${columns.length} columns changed · ${columns.length - named.length} noticed · ${excused.length} excused with a reason`,
  );
  expect(untouched).toEqual([]);
  expect(named.filter((name) => !excused.some(({ table, column }) => `${table}.${column}` === name))).toEqual([]);
});

/** Those of the changes that the verifier of the whole log does not notice either. */
async function unnoticed(tx: TransactionSql, changes: readonly Column[]): Promise<Column[]> {
  const left: Column[] = [];
  for (const column of changes.filter(({ table }) => ofTheLog.has(table)))
    await tx
      .savepoint(async (inside) => {
        await change(inside, column);
        if (await verifies(inside)) left.push(column);
        throw new Undone();
      })
      .catch(() => {});
  return [...left, ...changes.filter(({ table }) => !ofTheLog.has(table))];
}

// The tables that the export of the whole log reads.
const ofTheLog = new Set(["events", "texts", "ledger_entries", "ledger_queue", "checkpoints"]);

const swapped = (
  table: string,
  column: string,
) => `update ${table} one set ${column} = other.${column} from ${table} other
  where one.ctid <> other.ctid and array[one.id, other.id] <@ (select array_agg(id) from (select id from ${table} order by id desc limit 2) last)`;

const once: Readonly<Record<string, string>> = {
  "names of people": swapped("people", "name"),
  "who signs in as whom": swapped("people", "subject"),
  "the secrets of two sessions": swapped("sessions", "token_sha256"),
  "texts of two catalogue entries": swapped("entries", "what_text_id"),
  "kinds of a catalogue entry": "update entries set kind = 'routine' where kind = 'standard'",
  "the last day of a catalogue entry": "update entries set expires_on = '2099-01-01'",
  "since when the policy holds": "update policy_versions set since = since + interval '1 day'",
  "which policy a change was opened under": "update changes set policy_version = 1",
  "what a verification found": "update verifications set ok = not ok",
  "whom a role is lent to": "update delegations set delegate_id = placed_by",
  "whose a gate token is": "update gate_tokens set client_id = client_id + 1",
  "when a freeze ends": "update freeze_spans set during = tstzrange(lower(during), upper(during) + interval '1 day')",
  "a freeze that is gone": "delete from freezes",
  "a halt that is gone": "delete from halts",
  "an imported record that is gone": "delete from imported_records where import_id = 1",
  "an imported record that nobody imported":
    "insert into imported_records (import_id, row_number, salt, row_hash, foreign_number, title) select import_id, 2, salt, row_hash, foreign_number, title from imported_records limit 1",
  "a role that nobody gave": "insert into person_roles select max(id), 'ops_lead', now() from people",
  "a catalogue entry nobody proposed":
    "insert into entries select (jsonb_populate_record(e, '{\"id\": 99}')).* from entries e limit 1",
};

it("what was once changed unseen is seen", async () => {
  const unseen: string[] = [];
  await pastTheGuards(async (tx) => {
    const before = new Set(await everything(tx));
    for (const [what, statement] of Object.entries(once))
      await tx
        .savepoint(async (inside) => {
          await inside.unsafe(statement);
          const [, table = ""] = /(?:update|from|into) (\w+)/.exec(statement) ?? [];
          if (!(await isReplayed(inside, table, before))) unseen.push(what);
          throw new Undone();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Undone)) throw new Error(what, { cause: error });
        });
  });
  expect(unseen).toEqual([]);
});

it("sees triggers that do not fire always", async () => {
  const found = await fixture.superuser
    .begin(async (tx) => {
      await tx`alter table system_reservations enable trigger user`;
      throw Object.assign(new Undone(), { found: await replayDifferences(tx) });
    })
    .catch((error: { found?: string[] }) => error.found);
  expect(found).toContainEqual(expect.stringMatching(/^the trigger system_reservations\.\w+ does not fire always$/));
  expect(found).toContainEqual(expect.stringMatching(/^rules triggers hash: /));
});

it("every excuse is of a column that there is", async () => {
  const columns = await columnsOf(fixture.superuser);
  const stale = Object.keys(excludedColumns).filter(
    (name) => !columns.some(({ table, column }) => name === `${table}.${column}` || name === `${table}.*`),
  );
  expect(stale).toEqual([]);
});
