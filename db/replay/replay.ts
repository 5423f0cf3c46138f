import { textColumns, valueColumns } from "@/db/changes/change-columns";
import { tableDifferences } from "@/testing/compared/compare-tables";
import { sessionFindings } from "@/testing/compared/session-findings";
import { unsignedRows } from "@/testing/compared/signed-rows";
import { type Reader, readCanonicalEvents } from "./canonical-events";
import { foldIncident } from "./fold-incident";
import { type CanonicalEvent, type FoldedRow, foldChange, foldDelivery, foldSystem } from "./fold-records";
import { accountDifferences } from "./replay-accounts";
import { dutyDifferences } from "./replay-duties";
import { rosterDifferences } from "./replay-roster";

// Limits memory: at most this many rows are loaded at once.
const batchSize = 2000;

type Check = (reader: Reader) => Promise<string[]>;

/** The checks of a replay, in order; each reports where rows and events differ. */
export const replayChecks: readonly Check[] = [
  (reader) => recordDifferences(reader, "change", changeRows, foldChange),
  (reader) => recordDifferences(reader, "incident", incidentRows, foldIncident),
  (reader) =>
    recordDifferences(reader, "delivery", deliveryRows, (canonicalEvents, _, { id }) =>
      foldDelivery(id, canonicalEvents),
    ),
  (reader) => recordDifferences(reader, "system", systemRows, foldSystem),
  rosterDifferences,
  accountDifferences,
  missingRecords,
  sessionFindings,
  unsignedRows,
  dutyDifferences,
  tableDifferences,
];

/**
 * Rebuilds every record from the canonical JSON of its events. Reports rows that differ, steps that the rulebook refuses, steps
 * without a session, and rows without a valid signature.
 */
export async function replayDifferences(reader: Reader): Promise<string[]> {
  const found: string[] = [];
  for (const check of replayChecks) found.push(...(await check(reader)));
  return found;
}

async function missingRecords(reader: Reader): Promise<string[]> {
  const [count] = await reader<{ rows: number; chains: number }[]>`
    select ((select count(*) from changes) + (select count(*) from incidents) + (select count(*) from systems))::int as rows,
      (select count(*)::int from (select distinct subject_type, subject_id from events where subject_type in ('change', 'incident', 'system')) c) as chains`;
  return count?.rows === count?.chains ? [] : [`${count?.rows} rows of ${count?.chains} chains`];
}

type Fold = (
  canonicalEvents: readonly CanonicalEvent[],
  changeOf: (cause: number | undefined) => number | undefined,
  row: FoldedRow,
) => FoldedRow;

async function recordDifferences(
  reader: Reader,
  recordType: string,
  rowsAfter: (reader: Reader, id: unknown) => Promise<FoldedRow[]>,
  fold: Fold,
): Promise<string[]> {
  const found: string[] = [];
  let rows = await rowsAfter(reader, 0);
  while (rows.length > 0) {
    const last = rows.at(-1)?.id;
    const events = await readCanonicalEvents(
      reader,
      reader`subject_type = ${recordType} and subject_id between ${Number(rows[0]?.id)} and ${Number(last)}`,
    );
    const chains = grouped(events, ({ id }) => id);
    const changeOf = await readCauses(reader, events);
    for (const row of rows) found.push(...differences(row, fold(chains.get(Number(row.id)) ?? [], changeOf, row)));
    rows = await rowsAfter(reader, last);
  }
  return found;
}

/** Looks up the records of the events that caused these. */
async function readCauses(reader: Reader, events: readonly CanonicalEvent[]) {
  const causes = events.flatMap(({ cause }) => cause ?? []);
  const rows = await reader<{ id: number; subject: number }[]>`
    select id, subject_id as subject from events where id = any(${`{${causes.join(",")}}`}::bigint[])`;
  const subjects = new Map(rows.map(({ id, subject }) => [Number(id), Number(subject)]));
  return (cause: number | undefined) => (cause === undefined ? undefined : subjects.get(cause));
}

function grouped<T>(all: readonly T[], by: (one: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group) group.push(one);
    else groups.set(by(one), [one]);
  }
  return groups;
}

// The hash of a text as its event holds it, in place of the text.
const textHashSql = (column: string) =>
  `coalesce((select e.canonical::jsonb -> 'texts' ->> t.field from texts t join events e on e.id = t.event_id where t.id = r.${column}), 'text ' || r.${column})`;
const instantColumns = (columns: string) =>
  columns
    .split(" ")
    .map((column) => `utc(r.${column}) as ${column}`)
    .join(", ");

const nextPage = (after: unknown) => `where r.id > ${Number(after)} order by r.id limit ${batchSize}`;

const changeRows = (reader: Reader, after: unknown) =>
  reader.unsafe<Record<string, unknown>[]>(`
  select r.id, number, type, status, revision, step_seq, last_event_id, ${[...valueColumns.values()].join(", ")}, entry_id, trigger, author_id, who_id, implementer_id,
    window_timezone, window_waived, ${instantColumns("last_event_at created_at window_start window_end approved_at started_at ended_at failed_at rolled_back_at facts_complete_at")},
    ${[...textColumns].map(([field, column]) => `${textHashSql(column)} as "${field}"`).join(", ")},
    coalesce((select jsonb_agg(system_id order by system_id) from change_systems where change_id = r.id), '[]') as systems,
    (select follows_id from follow_ups where change_id = r.id) as follows
  from changes r ${nextPage(after)}`);

const incidentRows = (reader: Reader, after: unknown) =>
  reader.unsafe<Record<string, unknown>[]>(`
  select r.id, number, change_id, status, severity, owner_id, step_seq, last_event_id, ${instantColumns("opened_at closed_at")}, ${textHashSql("root_cause_text_id")} as "rootCause",
    coalesce((select jsonb_agg(jsonb_build_object('due', due_on, 'owner', f.owner_id, 'finding', e.canonical::jsonb -> 'data' -> 'findings' -> t.position ->> 'finding') order by t.position)
      from findings f join texts t on t.id = f.finding_text_id join events e on e.id = t.event_id where f.incident_id = r.id), '[]') as findings,
    coalesce((select jsonb_object_agg(f.id, jsonb_build_object('by', f.answered_by, 'at', utc(f.answered_at), 'text', e.canonical::jsonb -> 'texts' ->> 'answer'))
      from findings f left join texts t on t.id = f.answer_text_id left join events e on e.id = t.event_id
      where f.incident_id = r.id and num_nonnulls(f.answered_by, f.answered_at, f.answer_text_id) > 0), '{}') as answers
  from incidents r ${nextPage(after)}`);

const deliveryRows = (reader: Reader, after: unknown) =>
  reader.unsafe<Record<string, unknown>[]>(`
  select r.id, 'delivery ' || r.id as number, status, step_seq, sent_to, reference, ${instantColumns("delivered_at")} from deliveries r ${nextPage(after)}`);

const systemRows = (reader: Reader, after: unknown) =>
  reader.unsafe<Record<string, unknown>[]>(`
  select r.id, 'system ' || r.id as number, status, step_seq, last_event_id, r.name, k.name as client, kind, owner_id, monitoring_links,
    ${instantColumns("managed_since managed_until")} from systems r left join clients k on k.id = r.client_id ${nextPage(after)}`);

function differences(row: FoldedRow, folded: FoldedRow): string[] {
  const columns = new Set([...Object.keys(row), ...Object.keys(folded)]);
  return [...columns]
    .filter((column) => stableJson(row[column]) !== stableJson(folded[column]))
    .map((column) => `${row.number} ${column}: ${stableJson(row[column])}, replayed ${stableJson(folded[column])}`);
}

// With sorted keys, because jsonb orders them differently.
const stableJson = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, one) =>
    one && typeof one === "object" && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort()) : one,
  );
