import { createHash } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import { type Folded, foldChange, foldDelivery, foldIncident, type Told } from "./fold";
import { rosterDifferences } from "./roster-replayed";

type Reader = Sql | TransactionSql;

/** Rebuilds every change, incident, delivery and shift from the bytes of their events and says where a row says something else. */
export async function replayDifferences(reader: Reader): Promise<string[]> {
  const found: string[] = [];
  const chainsOf = new Map<string, number>();
  for await (const chains of chainsInTurn(reader)) {
    found.push(...(await differencesIn(reader, chains)));
    for (const { subject } of chains.keys()) chainsOf.set(subject, (chainsOf.get(subject) ?? 0) + 1);
  }
  const [rows] = await reader<Record<string, string>[]>`
    select (select count(*) from changes) as change, (select count(*) from incidents) as incident, (select count(*) from deliveries) as delivery`;
  for (const [subject, count] of Object.entries(rows ?? {}))
    if (Number(count) !== (chainsOf.get(subject) ?? 0))
      found.push(`${count} rows of ${chainsOf.get(subject) ?? 0} chains of a ${subject}`);
  return [...found, ...(await rosterDifferences(reader, await toldForRoster(reader)))];
}

async function differencesIn(reader: Reader, chains: Chains): Promise<string[]> {
  const told = (subject: string) =>
    new Map(
      [...chains]
        .filter(([chain]) => chain.subject === subject)
        .map(([{ id }, events]) => [id, events.map((event) => event.told)]),
    );
  const [changes, incidents, deliveries] = [told("change"), told("incident"), told("delivery")];
  const causes = [...incidents.values()].flat().flatMap(({ cause }) => cause ?? []);
  const caused = await reader<{ event: number; id: number }[]>`
    select id::float8 as event, (canonical::jsonb ->> 'id')::float8 as id from events where id = any (${causes})`;
  const changeOf = new Map(caused.map(({ event, id }) => [event, id]));
  return [
    ...unlike(changes, await changeRows(reader, [...changes.keys()]), (_, told) => foldChange(told)),
    ...unlike(incidents, await incidentRows(reader, [...incidents.keys()]), (_, told) =>
      foldIncident(told, (cause) => (cause === undefined ? undefined : changeOf.get(cause))),
    ),
    ...unlike(deliveries, await deliveryRows(reader, [...deliveries.keys()]), foldDelivery),
  ];
}

function unlike(
  told: ReadonlyMap<number, readonly Told[]>,
  rows: readonly Folded[],
  fold: (id: number, told: readonly Told[]) => Folded,
): string[] {
  const known = new Map(rows.map((row) => [Number(row.id), row]));
  return [...told].flatMap(([id, events]) => differences({ ...known.get(id), id }, { ...fold(id, events), id }));
}

/** Follows every chain from its first event and says where a hash, a link or a text does not hold. */
export async function brokenLinks(reader: Reader): Promise<string[]> {
  const broken: string[] = [];
  let count = 0;
  for await (const chains of chainsInTurn(reader)) {
    const ids = [...chains.values()].flat().map(({ told }) => told.event);
    const texts = await reader<{ name: string; hash: string | null }[]>`
      select event_id || ' ' || field || ' ' || place as name, encode(sha256(salt || convert_to(text, 'UTF8')), 'hex') as hash from texts t
      where event_id = any (${ids}) and (text is not null or exists (select from events w join events e on (e.subject_type, e.subject_id) = (w.subject_type, w.subject_id)
        where w.id = t.event_id and e.id = t.redacted_by and e.step = 'redact' and (e.canonical::jsonb -> 'data' ->> 'redacted')::bigint = t.id))`;
    const claimed = new Map(texts.map(({ name, hash }) => [name, hash]));
    for (const [{ subject, id }, links] of chains) broken.push(...brokenIn(`${subject} ${id}`, links, claimed));
    count += [...chains.values()].flat().flatMap(({ told }) => textsOf(told)).length;
  }
  const [row] = await reader`select count(*) as n from texts`;
  if (count !== Number(row?.n)) broken.push(`${row?.n} texts, and ${count} in the events`);
  return broken;
}

function brokenIn(chain: string, links: readonly Event[], claimed: ReadonlyMap<string, string | null>): string[] {
  const broken: string[] = [];
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
      const found = claimed.get(`${told.event} ${text}`);
      // Null where it was redacted: nobody can know any more what the hash is of.
      if (found === undefined || (found !== null && found !== hash)) broken.push(`${name} has no text ${text} ${hash}`);
    }
    previous = hash;
  }
  return broken;
}

type Chain = { readonly subject: string; readonly id: number };
type Chains = ReadonlyMap<Chain, readonly Event[]>;

const chainsAtOnce = 2000;

/** All chains, also of what is queued and has no event yet, with their events, some at a time, so that a history of any length can be read. */
async function* chainsInTurn(reader: Reader): AsyncGenerator<Chains> {
  let after: Chain = { subject: "", id: 0 };
  for (;;) {
    const known = await reader<Chain[]>`
      (select subject_type as subject, subject_id::float8 as id from events
        where seq = 1 and (subject_type, subject_id) > (${after.subject}, ${after.id}) order by subject_type, subject_id limit ${chainsAtOnce})
      union (select 'delivery', id from deliveries where ('delivery', id) > (${after.subject}, ${after.id}) order by id limit ${chainsAtOnce})
      order by subject, id limit ${chainsAtOnce}`;
    const last = known.length === chainsAtOnce ? known.at(-1) : undefined;
    const chains = new Map<Chain, Event[]>();
    const byName = new Map<string, Event[]>();
    const chainOf = (chain: Chain): Event[] => {
      const name = `${chain.subject} ${chain.id}`;
      const events = byName.get(name) ?? [];
      if (!byName.has(name)) chains.set(chain, events);
      byName.set(name, events);
      return events;
    };
    for (const { subject, id } of known) chainOf({ subject, id });
    for (const event of await eventsBetween(reader, after, last))
      chainOf({ subject: event.told.subject, id: event.told.id }).push(event);
    yield chains;
    if (!last) return;
    after = last;
  }
}

function textsOf({ texts = {}, data = {} }: Told): { text: string; hash: string }[] {
  const findings = Array.isArray(data.findings)
    ? data.findings.map(({ finding }, place) => ({ text: `findings ${place}`, hash: String(finding) }))
    : [];
  return [...Object.entries(texts).map(([field, hash]) => ({ text: `${field} 0`, hash })), ...findings];
}

type Event = { readonly told: Told; readonly canonical: string; readonly hash: string; readonly row: string };

async function eventsBetween(reader: Reader, after: Chain, last: Chain | undefined): Promise<Event[]> {
  const until = last ? reader`and (subject_type, subject_id) <= (${last.subject}, ${last.id})` : reader``;
  const rows = await reader<{ canonical: string; hash: string; row: unknown[] }[]>`
    select canonical, encode(hash, 'hex') as hash, jsonb_build_array(subject_type, subject_id, seq, step, person_id, to_status, utc(received_at)) as row
    from events where (subject_type, subject_id) > (${after.subject}, ${after.id}) ${until} order by subject_type, subject_id, seq`;
  return rows.map(({ canonical, hash, row }) => ({
    told: JSON.parse(canonical),
    canonical,
    hash,
    row: JSON.stringify(row),
  }));
}

/** What a roster is told from: its own events, declarations, and what these recorded. */
async function toldForRoster(reader: Reader): Promise<Told[]> {
  const rows = await reader<{ canonical: string }[]>`
    select canonical from events where subject_type = 'roster' or subject_type = 'change' and step in ('declare', 'record_roster')`;
  return rows.map(({ canonical }) => JSON.parse(canonical));
}

const hashOfText = (column: string) =>
  `(select e.canonical::jsonb -> 'texts' ->> t.field from texts t join events e on e.id = t.event_id where t.id = r.${column})`;
const instants = (columns: string) =>
  columns
    .split(" ")
    .map((column) => `utc(r.${column}) as ${column}`)
    .join(", ");

const changeRows = (reader: Reader, ids: readonly number[]) =>
  reader.unsafe<Record<string, unknown>[]>(
    `  select r.id, number, type, status, revision, step_seq, last_event_id, category, reversible, expected_minutes, rollback_minutes, entry_id, entry_values, trigger, author_id, who_id, implementer_id,
    window_timezone, window_waived, ${instants("last_event_at created_at window_start window_end approved_at started_at ended_at failed_at rolled_back_at facts_complete_at")},
    ${hashOfText("title_text")} as title, ${hashOfText("what_text")} as what, ${hashOfText("why_text")} as why, ${hashOfText("rollback_plan_text")} as "rollbackPlan",
    ${hashOfText("verification_text")} as verification, ${hashOfText("impact_text")} as impact, ${hashOfText("links_text")} as links, ${hashOfText("system_in_words_text")} as "systemInWords",
    coalesce((select jsonb_agg(system_id order by system_id) from change_systems where change_id = r.id), '[]') as systems,
    (select follows_id from follow_ups where change_id = r.id) as follows
  from changes r where r.id = any ($1)`,
    [ids],
  );

const incidentRows = (reader: Reader, ids: readonly number[]) =>
  reader.unsafe<Record<string, unknown>[]>(
    `  select r.id, number, change_id, status, severity, owner_id, step_seq, last_event_id, ${instants("opened_at closed_at")}, ${hashOfText("root_cause_text")} as "rootCause",
    coalesce((select jsonb_agg(jsonb_build_object('due', due_on, 'owner', f.owner_id, 'finding', e.canonical::jsonb -> 'data' -> 'findings' -> t.place ->> 'finding') order by t.place)
      from findings f join texts t on t.id = f.finding_text join events e on e.id = t.event_id where f.incident_id = r.id), '[]') as findings,
    coalesce((select jsonb_object_agg(f.id, jsonb_build_object('by', f.answered_by, 'at', utc(f.answered_at), 'text', e.canonical::jsonb -> 'texts' ->> 'answer'))
      from findings f join texts t on t.id = f.answer_text join events e on e.id = t.event_id where f.incident_id = r.id), '{}') as answers
  from incidents r where r.id = any ($1)`,
    [ids],
  );

const deliveryRows = (reader: Reader, ids: readonly number[]) =>
  reader.unsafe<Record<string, unknown>[]>(
    `  select r.id, 'delivery ' || r.id as number, status, step_seq, sent_to, reference, ${instants("delivered_at")} from deliveries r where r.id = any ($1)`,
    [ids],
  );

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
