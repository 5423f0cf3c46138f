import postgres, { type TransactionSql } from "postgres";
import { textColumns } from "../db/changes/change-columns";
import { loadHistory } from "../db/seed/load-history";
import { terminalStatuses } from "../lib/rules/record";

type HistorySize = {
  readonly simulated: number;
  readonly copies: number;
  readonly years: number;
};

/**
 * Fills the demonstration at `url` (the owner's): changes of one year pass every rule, and
 * `copies` of each that has ended, spread over `years` years, are written with triggers disabled, in a minute
 * instead of hours. Their chains are valid, and the sequencer numbers them as any other event.
 */
export async function fillHistory(url: string, { simulated, copies, years }: HistorySize): Promise<void> {
  await loadHistory(url, { changes: simulated, years: 1 }, () => {});
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    if (copies > 0)
      await sql.begin(async (tx) => {
        for (const table of copiedTables) await tx`alter table ${tx(table)} disable trigger user`;
        await selectEndedRecords(tx, copies, years);
        await copyEvents(tx);
        for (const [table, rows, overrides] of tableCopies) await copyRows(tx, table, rows, overrides);
        await tx`insert into ledger_queue (event_id) select id from copied_events`;
        await tx`update counters c set value = greatest(value, (select max(subject_id) from events where subject_type = c.name)) where name in ('change', 'incident')`;
        await tx`select setval('event_ids', (select max(id) from events))`;
        await tx`set constraints all immediate`;
        for (const table of copiedTables) await tx`alter table ${tx(table)} enable trigger user`;
      });
    // Enabling a trigger loses its ENABLE ALWAYS.
    const triggers = await sql<{ table: string; name: string }[]>`
      select tgrelid::regclass::text as table, tgname as name from pg_trigger where not tgisinternal and tgrelid::regclass::text = any (${copiedTables})`;
    for (const { table, name } of triggers) await sql`alter table ${sql(table)} enable always trigger ${sql(name)}`;
    await sql`vacuum analyze`;
  } finally {
    await sql.end();
  }
}

const copiedTables = [
  "events",
  "texts",
  "changes",
  "change_systems",
  "incidents",
  "findings",
  "deliveries",
  "record_chains",
  "ledger_queue",
];

// Copied events and texts get ids far above the originals; records are numbered without a gap.
const copiedChangeId = (column: string) =>
  `(select c.new_id from originals c where c.kind = 'change' and c.id = ${column} and c.k = o.k)`;
const copiedId = (column: string) => `${column} + o.k * 10000000`;
const copiedTime = (column: string) => `${column} - o.back`;

async function selectEndedRecords(tx: TransactionSql, copies: number, years: number): Promise<void> {
  const back = `make_interval(days => 365 * (${years} - 1 - (k - 1) * ${years} / ${copies}))`;
  await tx.unsafe(
    `
    create temp table originals on commit drop as
    select kind, id, k, ${back} as back, last + row_number() over (partition by kind order by at - ${back}, id, k) as new_id
    from (
      select 'change' as kind, c.id, c.created_at as at, (select max(id) from changes) as last from changes c where c.status = any ($1)
        and exists (select from events e where e.subject_type = 'change' and e.subject_id = c.id and e.loaded)
      union all
      select 'incident', i.id, i.opened_at, (select max(id) from incidents) from incidents i join changes c on c.id = i.change_id where c.status = any ($1)
    ) ended, generate_series(1, ${copies}) k`,
    [[...terminalStatuses]],
  );
  await tx`create unique index on originals (kind, id, k)`;
  await tx`analyze originals`;
}

async function copyEvents(tx: TransactionSql): Promise<void> {
  const [most] =
    await tx`select max(seq) as seq from events e join originals o on o.kind = e.subject_type and o.id = e.subject_id`;
  await tx`create temp table copied_events (id bigint primary key, kind text, subject bigint, seq int, hash bytea) on commit drop`;
  for (let seq = 1; seq <= Number(most?.seq); seq++)
    await tx.unsafe(`
      with rewritten as (
        select e.*, ${copiedId("e.id")} as new_id, o.new_id as new_subject, ${copiedId("e.cause_id")} as new_cause, ${copiedTime("e.received_at")} as new_at,
          (e.canonical::jsonb || jsonb_strip_nulls(jsonb_build_object('event', ${copiedId("e.id")}, 'id', o.new_id, 'cause', ${copiedId("e.cause_id")}, 'at', utc(${copiedTime("e.received_at")}),
            'previous', coalesce(encode(before.hash, 'hex'), ''))))::text as bytes
        from originals o join events e on e.subject_type = o.kind and e.subject_id = o.id and e.seq = ${seq}
        left join copied_events before on before.kind = o.kind and before.subject = o.new_id and before.seq = ${seq - 1}),
      written as (
        insert into events (id, subject_type, subject_id, seq, step, person_id, session_id, from_status, to_status, revision, aside, received_at, read_at, cause_id, loaded, canonical, hash)
        select new_id, subject_type, new_subject, seq, step, person_id, session_id, from_status, to_status, revision, aside, new_at, read_at, new_cause, loaded, bytes, sha256(convert_to(bytes, 'UTF8'))
        from rewritten order by new_id returning id, subject_type, subject_id, seq, hash)
      insert into copied_events select * from written`);
  await tx.unsafe(`
    insert into record_chains (subject_type, subject_id, last_seq, last_hash)
    select distinct on (kind, subject) kind, subject, seq, hash from copied_events order by kind, subject, seq desc`);
}

const changeTimes =
  "window_start window_end approved_at started_at ended_at failed_at rolled_back_at facts_complete_at last_event_at created_at".split(
    " ",
  );

const tableCopies: readonly [table: string, rows: string, but: Readonly<Record<string, string>>][] = [
  [
    "texts",
    "join events e on e.id = row.event_id join originals o on o.kind = e.subject_type and o.id = e.subject_id",
    { id: copiedId("row.id"), event_id: copiedId("row.event_id") },
  ],
  [
    "changes",
    "join originals o on o.kind = 'change' and o.id = row.id",
    {
      id: "o.new_id",
      last_event_id: copiedId("row.last_event_id"),
      ...Object.fromEntries([...textColumns.values()].map((column) => [column, copiedId(`row.${column}`)])),
      ...Object.fromEntries(changeTimes.map((column) => [column, copiedTime(`row.${column}`)])),
    },
  ],
  ["change_systems", "join originals o on o.kind = 'change' and o.id = row.change_id", { change_id: "o.new_id" }],
  [
    "incidents",
    "join originals o on o.kind = 'incident' and o.id = row.id",
    {
      id: "o.new_id",
      change_id: copiedChangeId("row.change_id"),
      last_event_id: copiedId("row.last_event_id"),
      root_cause_text_id: copiedId("row.root_cause_text_id"),
      opened_at: copiedTime("row.opened_at"),
      closed_at: copiedTime("row.closed_at"),
    },
  ],
  [
    "findings",
    "join originals o on o.kind = 'incident' and o.id = row.incident_id",
    {
      id: copiedId("row.id"),
      incident_id: "o.new_id",
      finding_text_id: copiedId("row.finding_text_id"),
      answer_text_id: copiedId("row.answer_text_id"),
      answered_at: copiedTime("row.answered_at"),
      due_on: "row.due_on - extract(days from o.back)::int",
    },
  ],
  [
    "deliveries",
    "join originals o on o.kind = 'change' and o.id = row.change_id",
    {
      id: copiedId("row.id"),
      event_id: copiedId("row.event_id"),
      change_id: "o.new_id",
      incident_id:
        "(select i.new_id from originals i where i.kind = 'incident' and i.id = row.incident_id and i.k = o.k)",
      attestation_event_id: copiedId("row.attestation_event_id"),
      queued_at: copiedTime("row.queued_at"),
      key: "row.key || ' ' || o.k",
      next_attempt_at: "null",
    },
  ],
];

async function copyRows(tx: TransactionSql, table: string, rows: string, overrides: Readonly<Record<string, string>>) {
  const columns = await tx<{ name: string }[]>`
    select column_name as name from information_schema.columns where table_name = ${table} and table_schema = 'public' and is_generated = 'NEVER'`;
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const values = columns.map(({ name }) => overrides[name] ?? `row."${name}"`).join(", ");
  await tx.unsafe(
    `insert into "${table}" (${names}) overriding system value select ${values} from "${table}" row ${rows} order by 1`,
  );
}
