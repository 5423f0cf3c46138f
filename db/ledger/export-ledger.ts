import type { ISql, Sql, TransactionSql } from "postgres";
import { openTransaction } from "@/db/connection/open-transaction";
import { newestSignedCheckpoint } from "@/db/ledger/signing/newest-signed-checkpoint";

/**
 * Exports the whole ledger in the format windlass-ledger (docs/ledger.md), in chunks of whole lines. Its checkpoint is the newest
 * one that `key` signed; without a key the newest with any valid signature.
 */
export async function* exportLedger(pool: Sql, key: string | null): AsyncGenerator<string> {
  // One snapshot, so that a redaction or sequencing meanwhile is not seen half done.
  const { sql, end } = await openTransaction(pool, "isolation level repeatable read read only");
  try {
    await sql`set local idle_in_transaction_session_timeout = 0`;
    yield* ledgerLines(sql, key);
  } finally {
    await end();
  }
}

async function* ledgerLines(sql: TransactionSql, key: string | null): AsyncGenerator<string> {
  const newest = await newestSignedCheckpoint(sql, key);
  yield '{"format":"windlass-ledger","version":1,\n';
  yield `"checkpoint":${JSON.stringify(newest?.note ?? null)},\n"key":${JSON.stringify(key ?? newest?.key ?? null)},\n"events":[`;
  const checkpoints = checkpointsBySize(sql);
  let checkpoint = await checkpoints.next();
  let between = "\n";
  for await (const rows of inBatches((after) => sequencedEvents(sql, after))) {
    const lines: string[] = [];
    for (const row of rows) {
      lines.push(JSON.stringify(toLine(row)));
      for (; !checkpoint.done && checkpoint.value.size <= row.at; checkpoint = await checkpoints.next())
        lines.push(JSON.stringify({ checkpoint: checkpoint.value.note }));
    }
    yield `${between}${lines.join(",\n")}`;
    between = ",\n";
  }
  for await (const rows of inBatches((after) => unsequencedEvents(sql, after))) {
    yield `${between}${rows.map((row) => JSON.stringify(toLine(row))).join(",\n")}`;
    between = ",\n";
  }
  yield "\n]}\n";
}

type Text = { readonly id: number; readonly field: string; readonly place: number; readonly text?: string };

type Row = {
  /** The cursor of the next batch: the log index, or the event id. */
  readonly at: number;
  readonly place: number | null;
  readonly waiting: boolean;
  readonly canonical: string | null;
  readonly hash: string | null;
  readonly leaf: string | null;
  readonly texts: readonly Text[] | null;
  readonly columns: Readonly<Record<string, unknown>>;
};

function toLine({ place: logIndex, waiting, canonical, hash, leaf, texts, columns }: Row): object {
  const differs = canonical === null ? [] : differingColumns(canonical, columns);
  return {
    ...(logIndex === null ? { waiting } : { place: logIndex }),
    canonical,
    hash,
    ...(leaf !== null && { leaf }),
    ...(texts && { texts }),
    ...(differs.length > 0 && { differs: differs.join(", ") }),
  };
}

/** The columns that differ from the canonical JSON: pages read columns, so the verifier must know. */
function differingColumns(canonical: string, columns: Row["columns"]): readonly string[] {
  try {
    const body: Readonly<Record<string, unknown>> = JSON.parse(canonical);
    return Object.entries(columns).flatMap(([name, value]) => ((body[name] ?? null) === value ? [] : [name]));
  } catch {
    return []; // Bytes that are no JSON are found by their hash.
  }
}

const sequencedEvents = (sql: ISql, after: number) => sql<Row[]>`
  select l.log_index::float8 as at, l.log_index::float8 as place, false as waiting, encode(l.leaf, 'hex') as leaf, ${eventColumns(sql)}
  from ledger_entries l left join events e on e.id = l.event_id
  where l.log_index > ${after} order by l.log_index limit ${batchSize}`;

const unsequencedEvents = (sql: ISql, after: number) => sql<Row[]>`
  select e.id::float8 as at, null as place, exists (select from ledger_queue q where q.event_id = e.id) as waiting, null as leaf, ${eventColumns(sql)}
  from events e where e.id > ${after} and not exists (select from ledger_entries l where l.event_id = e.id)
  order by e.id limit ${batchSize}`;

const eventColumns = (sql: ISql) => sql`e.canonical, encode(e.hash, 'hex') as hash,
  (select json_agg(json_strip_nulls(json_build_object('id', t.id, 'field', t.field, 'place', t.position, 'salt', encode(t.salt, 'hex'), 'text', t.text,
     'redacted', case when t.text is null then true end)) order by t.field, t.position)
   from texts t where t.event_id = e.id) as texts,
  json_build_object('event', e.id, 'subject', e.subject_type, 'id', e.subject_id, 'seq', e.seq, 'step', e.step, 'by', e.person_id, 'session', e.session_id, 'token', e.token_id,
    'from', e.from_status, 'to', e.to_status, 'revision', e.revision, 'at', utc(e.received_at), 'read_at', e.read_at, 'cause', e.cause_id,
    'aside', case when e.aside then true end, 'loaded', case when e.loaded then true end, 'input', e.input) as columns`;

const batchSize = 1000;

async function* inBatches(read: (after: number) => PromiseLike<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  for (let after = 0; ; ) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.at;
  }
}

type SignedSize = { readonly size: number; readonly note: string };

/** The last checkpoint of each size, against which the verifier checks the ledger up to there. */
async function* checkpointsBySize(sql: ISql): AsyncGenerator<SignedSize, undefined> {
  for (let after = 0; ; ) {
    const rows = await sql<SignedSize[]>`select distinct on (size) size::float8 as size, note from checkpoints
      where size > ${after} order by size, id desc limit ${batchSize}`;
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.size;
  }
}
