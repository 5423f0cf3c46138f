import { createHash } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import { delegationDifferences } from "./delegations-replayed";
import { type Folded, foldChange, foldDelivery, foldIncident, foldSystem, type Told } from "./fold";
import { rosterDifferences } from "./roster-replayed";

type Reader = Sql | TransactionSql;

/** Rebuilds every change, incident, delivery, system and shift from the bytes of their events and says where a row says something else. */
export async function replayDifferences(reader: Reader): Promise<string[]> {
  const events = await allEvents(reader);
  const chains = chained(events);
  const changeOf = (cause: number | undefined) => events.find(({ told }) => told.event === cause)?.told.id;
  const told = (subject: string, id: unknown) => (chains.get(`${subject} ${id}`) ?? []).map((event) => event.told);
  const changes = (await changeRows(reader)).flatMap((row) => differences(row, foldChange(told("change", row.id))));
  const incidents = (await incidentRows(reader)).flatMap((row) =>
    differences(row, foldIncident(told("incident", row.id), changeOf)),
  );
  const deliveries = (await deliveryRows(reader)).flatMap((row) =>
    differences(row, foldDelivery(row.id, told("delivery", row.id))),
  );
  const systems = (await systemRows(reader)).flatMap((row) => differences(row, foldSystem(told("system", row.id))));
  const subjects = [...chains.keys()].filter((key) => /^(change|incident)/.test(key)).length;
  const rows = Number(
    (await reader`select (select count(*) from changes) + (select count(*) from incidents) as n`)[0]?.n,
  );
  const roster = await rosterDifferences(
    reader,
    events.map((event) => event.told),
  );
  const delegations = await delegationDifferences(
    reader,
    events.map((event) => event.told),
  );
  return [
    ...changes,
    ...incidents,
    ...deliveries,
    ...systems,
    ...roster,
    ...delegations,
    ...(rows === subjects ? [] : [`${rows} rows of ${subjects} chains`]),
  ];
}

/** Follows every chain from its first event and says where a hash, a link or a text does not hold. */
export async function brokenLinks(reader: Reader): Promise<string[]> {
  const events = await allEvents(reader);
  const texts = await reader<{ name: string; hash: string | null }[]>`
    select event_id || ' ' || field || ' ' || place as name, encode(sha256(salt || convert_to(text, 'UTF8')), 'hex') as hash from texts t
    where text is not null or exists (select from events w join events e on (e.subject_type, e.subject_id) = (w.subject_type, w.subject_id)
      where w.id = t.event_id and e.id = t.redacted_by and e.step = 'redact' and (e.canonical::jsonb -> 'data' ->> 'redacted')::bigint = t.id)`;
  const claimed = new Map(texts.map(({ name, hash }) => [name, hash]));
  const broken: string[] = [];
  let count = 0;
  for (const [chain, links] of chained(events)) {
    let previous = "";
    for (const [place, { told, canonical, hash, row }] of links.entries()) {
      const name = `${chain} event ${told.seq}`;
      if (told.seq !== place + 1) broken.push(`${name} is out of order`);
      if (told.previous !== previous) broken.push(`${name} does not hold the hash of the one before`);
      if (createHash("sha256").update(canonical).digest("hex") !== hash)
        broken.push(`${name} is not hashed as its bytes are`);
      if (row !== JSON.stringify([told.subject, told.id, told.seq, told.step, told.by, told.to, told.at]))
        broken.push(`${name} has columns that its bytes do not say: ${row}`);
      for (const { text, hash } of textsOf(told)) {
        count += 1;
        const found = claimed.get(`${told.event} ${text}`);
        // Null where it was redacted: nobody can know any more what the hash is of.
        if (found === undefined || (found !== null && found !== hash))
          broken.push(`${name} has no text ${text} ${hash}`);
      }
      previous = hash;
    }
  }
  if (count !== claimed.size) broken.push(`${claimed.size} texts, and ${count} in the events`);
  return broken;
}

// Map.groupBy is not in Node 20.
function chained(events: readonly Event[]): Map<string, Event[]> {
  const chains = new Map<string, Event[]>();
  for (const event of events) {
    const name = `${event.told.subject} ${event.told.id}`;
    chains.set(name, [...(chains.get(name) ?? []), event]);
  }
  return chains;
}

function textsOf({ texts = {}, data = {} }: Told): { text: string; hash: string }[] {
  const findings = Array.isArray(data.findings)
    ? data.findings.map(({ finding }, place) => ({ text: `findings ${place}`, hash: String(finding) }))
    : [];
  return [...Object.entries(texts).map(([field, hash]) => ({ text: `${field} 0`, hash })), ...findings];
}

type Event = { readonly told: Told; readonly canonical: string; readonly hash: string; readonly row: string };

async function allEvents(reader: Reader): Promise<Event[]> {
  const rows = await reader<{ canonical: string; hash: string; row: unknown[] }[]>`
    select canonical, encode(hash, 'hex') as hash, jsonb_build_array(subject_type, subject_id, seq, step, person_id, to_status, utc(received_at)) as row
    from events order by subject_type, subject_id, seq`;
  return rows.map(({ canonical, hash, row }) => ({
    told: JSON.parse(canonical),
    canonical,
    hash,
    row: JSON.stringify(row),
  }));
}

const hashOfText = (column: string) =>
  `(select e.canonical::jsonb -> 'texts' ->> t.field from texts t join events e on e.id = t.event_id where t.id = r.${column})`;
const instants = (columns: string) =>
  columns
    .split(" ")
    .map((column) => `utc(r.${column}) as ${column}`)
    .join(", ");

const changeRows = (reader: Reader) =>
  reader.unsafe<Record<string, unknown>[]>(`
  select r.id, number, type, status, revision, step_seq, last_event_id, category, reversible, shareable, expected_minutes, rollback_minutes, entry_id, entry_values, trigger, author_id, who_id, implementer_id,
    window_timezone, window_waived, ${instants("last_event_at created_at window_start window_end approved_at started_at ended_at failed_at rolled_back_at facts_complete_at")},
    ${hashOfText("title_text")} as title, ${hashOfText("what_text")} as what, ${hashOfText("why_text")} as why, ${hashOfText("rollback_plan_text")} as "rollbackPlan",
    ${hashOfText("verification_text")} as verification, ${hashOfText("impact_text")} as impact, ${hashOfText("links_text")} as links, ${hashOfText("system_in_words_text")} as "systemInWords",
    coalesce((select jsonb_agg(system_id order by system_id) from change_systems where change_id = r.id), '[]') as systems,
    (select follows_id from follow_ups where change_id = r.id) as follows
  from changes r order by id`);

const incidentRows = (reader: Reader) =>
  reader.unsafe<Record<string, unknown>[]>(`
  select r.id, number, change_id, status, severity, owner_id, step_seq, last_event_id, ${instants("opened_at closed_at")}, ${hashOfText("root_cause_text")} as "rootCause",
    coalesce((select jsonb_agg(jsonb_build_object('due', due_on, 'owner', f.owner_id, 'finding', e.canonical::jsonb -> 'data' -> 'findings' -> t.place ->> 'finding') order by t.place)
      from findings f join texts t on t.id = f.finding_text join events e on e.id = t.event_id where f.incident_id = r.id), '[]') as findings,
    coalesce((select jsonb_object_agg(f.id, jsonb_build_object('by', f.answered_by, 'at', utc(f.answered_at), 'text', e.canonical::jsonb -> 'texts' ->> 'answer'))
      from findings f join texts t on t.id = f.answer_text join events e on e.id = t.event_id where f.incident_id = r.id), '{}') as answers
  from incidents r order by id`);

const deliveryRows = (reader: Reader) =>
  reader.unsafe<Record<string, unknown>[]>(`
  select r.id, 'delivery ' || r.id as number, status, step_seq, sent_to, reference, ${instants("delivered_at")} from deliveries r order by id`);

const systemRows = (reader: Reader) =>
  reader.unsafe<Record<string, unknown>[]>(`
  select r.id, 'system ' || r.id as number, status, step_seq, last_event_id, r.name, k.name as client, kind, owner_id, monitoring_links,
    ${instants("managed_since managed_until")} from systems r join clients k on k.id = r.client_id order by r.id`);

function differences(row: Folded, folded: Folded): string[] {
  const columns = new Set([...Object.keys(row), ...Object.keys(folded)]);
  return [...columns]
    .filter((column) => plain(row[column]) !== plain(folded[column]))
    .map((column) => `${row.number} ${column}: ${plain(row[column])}, replayed ${plain(folded[column])}`);
}

// Keys in their order, for jsonb has its own.
const plain = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, one) =>
    one && typeof one === "object" && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort()) : one,
  );
