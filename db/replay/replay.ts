import { textColumns, valueColumns } from "@/db/changes/change-columns";
import { tableDifferences } from "@/testing/compared/compare-tables";
import { sessionFindings } from "@/testing/compared/session-findings";
import { unsignedRows } from "@/testing/compared/signed-rows";
import { accountDifferences } from "./accounts-replayed";
import { dutyDifferences } from "./duties-replayed";
import { type Folded, foldChange, foldDelivery, foldSystem, type Told } from "./fold";
import { foldIncident } from "./fold-incident";
import { rosterDifferences } from "./roster-replayed";
import { type Reader, toldOf } from "./told-events";

// Limits memory: at most this many rows are loaded at once.
const atOnce = 2000;

type Check = (reader: Reader) => Promise<string[]>;

/** The checks of a replay, in order; each reports where rows and events differ. */
export const replayChecks: readonly Check[] = [
  (reader) => foldedDifferences(reader, "change", changeRows, foldChange),
  (reader) => foldedDifferences(reader, "incident", incidentRows, foldIncident),
  (reader) => foldedDifferences(reader, "delivery", deliveryRows, (told, _, { id }) => foldDelivery(id, told)),
  (reader) => foldedDifferences(reader, "system", systemRows, foldSystem),
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

type Fold = (told: readonly Told[], changeOf: (cause: number | undefined) => number | undefined, row: Folded) => Folded;

async function foldedDifferences(
  reader: Reader,
  subject: string,
  rowsAfter: (reader: Reader, id: unknown) => Promise<Folded[]>,
  fold: Fold,
): Promise<string[]> {
  const found: string[] = [];
  let rows = await rowsAfter(reader, 0);
  while (rows.length > 0) {
    const last = rows.at(-1)?.id;
    const events = await toldOf(
      reader,
      reader`subject_type = ${subject} and subject_id between ${Number(rows[0]?.id)} and ${Number(last)}`,
    );
    const chains = grouped(events, ({ id }) => id);
    const changeOf = await causesOf(reader, events);
    for (const row of rows) found.push(...differences(row, fold(chains.get(Number(row.id)) ?? [], changeOf, row)));
    rows = await rowsAfter(reader, last);
  }
  return found;
}

/** Looks up the records of the events that caused these. */
async function causesOf(reader: Reader, events: readonly Told[]) {
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
const hashOfText = (column: string) =>
  `coalesce((select e.canonical::jsonb -> 'texts' ->> t.field from texts t join events e on e.id = t.event_id where t.id = r.${column}), 'text ' || r.${column})`;
const instants = (columns: string) =>
  columns
    .split(" ")
    .map((column) => `utc(r.${column}) as ${column}`)
    .join(", ");

const next = (after: unknown) => `where r.id > ${Number(after)} order by r.id limit ${atOnce}`;

const changeRows = (reader: Reader, after: unknown) =>
  reader.unsafe<Record<string, unknown>[]>(`
  select r.id, number, type, status, revision, step_seq, last_event_id, ${[...valueColumns.values()].join(", ")}, entry_id, trigger, author_id, who_id, implementer_id,
    window_timezone, window_waived, ${instants("last_event_at created_at window_start window_end approved_at started_at ended_at failed_at rolled_back_at facts_complete_at")},
    ${[...textColumns].map(([field, column]) => `${hashOfText(column)} as "${field}"`).join(", ")},
    coalesce((select jsonb_agg(system_id order by system_id) from change_systems where change_id = r.id), '[]') as systems,
    (select follows_id from follow_ups where change_id = r.id) as follows
  from changes r ${next(after)}`);

const incidentRows = (reader: Reader, after: unknown) =>
  reader.unsafe<Record<string, unknown>[]>(`
  select r.id, number, change_id, status, severity, owner_id, step_seq, last_event_id, ${instants("opened_at closed_at")}, ${hashOfText("root_cause_text")} as "rootCause",
    coalesce((select jsonb_agg(jsonb_build_object('due', due_on, 'owner', f.owner_id, 'finding', e.canonical::jsonb -> 'data' -> 'findings' -> t.place ->> 'finding') order by t.place)
      from findings f join texts t on t.id = f.finding_text join events e on e.id = t.event_id where f.incident_id = r.id), '[]') as findings,
    coalesce((select jsonb_object_agg(f.id, jsonb_build_object('by', f.answered_by, 'at', utc(f.answered_at), 'text', e.canonical::jsonb -> 'texts' ->> 'answer'))
      from findings f left join texts t on t.id = f.answer_text left join events e on e.id = t.event_id
      where f.incident_id = r.id and num_nonnulls(f.answered_by, f.answered_at, f.answer_text) > 0), '{}') as answers
  from incidents r ${next(after)}`);

const deliveryRows = (reader: Reader, after: unknown) =>
  reader.unsafe<Record<string, unknown>[]>(`
  select r.id, 'delivery ' || r.id as number, status, step_seq, sent_to, reference, ${instants("delivered_at")} from deliveries r ${next(after)}`);

const systemRows = (reader: Reader, after: unknown) =>
  reader.unsafe<Record<string, unknown>[]>(`
  select r.id, 'system ' || r.id as number, status, step_seq, last_event_id, r.name, k.name as client, kind, owner_id, monitoring_links,
    ${instants("managed_since managed_until")} from systems r left join clients k on k.id = r.client_id ${next(after)}`);

function differences(row: Folded, folded: Folded): string[] {
  const columns = new Set([...Object.keys(row), ...Object.keys(folded)]);
  return [...columns]
    .filter((column) => plain(row[column]) !== plain(folded[column]))
    .map((column) => `${row.number} ${column}: ${plain(row[column])}, replayed ${plain(folded[column])}`);
}

// With sorted keys, because jsonb orders them differently.
const plain = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, one) =>
    one && typeof one === "object" && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort()) : one,
  );
