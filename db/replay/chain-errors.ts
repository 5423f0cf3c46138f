import { createHash } from "node:crypto";
import type { Reader } from "./canonical-events";
import type { CanonicalEvent } from "./fold-records";

// Limits memory: at most this many events are loaded at once.
const batchSize = 5000;

/** Walks every record chain from its first event and reports each wrong hash, link or text. */
export async function chainErrors(reader: Reader): Promise<string[]> {
  const broken: string[] = [];
  let count = 0;
  for await (const [chain, links] of chainsOf(reader)) {
    let previous = "";
    for (const [i, { canonicalEvent, canonical, hash, row, texts }] of links.entries()) {
      const name = `${chain} event ${canonicalEvent.seq}`;
      if (canonicalEvent.event === 0) broken.push(`${name} has unreadable bytes`);
      if (canonicalEvent.seq !== i + 1) broken.push(`${name} is out of order`);
      if (canonicalEvent.previous !== previous) broken.push(`${name} does not hold the hash of the previous event`);
      if (createHash("sha256").update(canonical).digest("hex") !== hash)
        broken.push(`${name} has a hash that does not match its bytes`);
      if (row !== JSON.stringify(columnsOfEvent(canonicalEvent)))
        broken.push(`${name} has columns that differ from its bytes: ${row}`);
      for (const { text, hash } of hashedTexts(canonicalEvent)) {
        count += 1;
        const found = texts?.[text];
        // Null where it was redacted: then the hash can no longer be checked.
        if (found === undefined || (found !== null && found !== hash))
          broken.push(`${name} has no text ${text} ${hash}`);
      }
      previous = hash;
    }
  }
  const [texts] = await reader<
    { n: number }[]
  >`select count(*)::int as n from texts t where ${isPresentOrRedacted(reader)}`;
  if (count !== texts?.n) broken.push(`${texts?.n} texts, and ${count} in the events`);
  return broken;
}

// A text that is present, or was redacted by an event of its own record.
const isPresentOrRedacted = (reader: Reader) => reader`(t.text is not null or exists (
  select from events w join events e on (e.subject_type, e.subject_id) = (w.subject_type, w.subject_id)
  where w.id = t.event_id and e.id = t.redaction_event_id and e.step = 'redact' and (e.canonical::jsonb -> 'data' ->> 'redacted')::bigint = t.id))`;

function hashedTexts({ texts = {}, data = {} }: CanonicalEvent): { text: string; hash: string }[] {
  return [
    ...Object.entries(texts).map(([field, hash]) => ({ text: `${field} 0`, hash })),
    ...listedTexts("findings", "finding", data.findings),
    ...listedTexts("attachments", "file", data.attachments),
  ];
}

/** Of a field of several texts each hash stands beside what else its row says. */
const listedTexts = (field: string, key: string, rows: unknown) =>
  (Array.isArray(rows) ? rows : []).map((row, place) => ({ text: `${field} ${place}`, hash: String(row[key]) }));

type ChainLink = {
  readonly subject: string;
  readonly id: string;
  readonly seq: number;
  readonly canonicalEvent: CanonicalEvent;
  readonly canonical: string;
  readonly hash: string;
  readonly row: string;
  /** The hashes of the texts that were written with it. */
  readonly texts: Readonly<Record<string, string | null>> | null;
};

async function* chainsOf(reader: Reader): AsyncGenerator<[string, ChainLink[]]> {
  let chain: ChainLink[] = [];
  let links = await linksAfter(reader, { subject: "", id: "0", seq: 0 });
  for (let last = links.at(-1); last; last = links.at(-1)) {
    for (const link of links) {
      if (chain[0] && chainName(chain[0]) !== chainName(link)) {
        yield [chainName(chain[0]), chain];
        chain = [];
      }
      chain.push(link);
    }
    links = await linksAfter(reader, last);
  }
  if (chain[0]) yield [chainName(chain[0]), chain];
}

const chainName = ({ subject: recordType, id }: ChainLink) => `${recordType} ${id}`;

async function linksAfter(
  reader: Reader,
  { subject: recordType, id, seq }: Pick<ChainLink, "subject" | "id" | "seq">,
): Promise<ChainLink[]> {
  const rows = await reader<(Omit<ChainLink, "canonicalEvent" | "row"> & { row: unknown[] })[]>`
    select subject_type as subject, subject_id::text as id, seq, canonical, encode(hash, 'hex') as hash,
      jsonb_build_array(id, subject_type, subject_id, seq, step, person_id, session_id, token_id, from_status, to_status, revision, utc(received_at), read_at, cause_id,
        loaded, aside, input) as row,
      (select jsonb_object_agg(field || ' ' || t.position, encode(sha256(salt || convert_to(text, 'UTF8')), 'hex'))
        from texts t where t.event_id = e.id and ${isPresentOrRedacted(reader)}) as texts
    from events e where (subject_type, subject_id, seq) > (${recordType}, ${id}::bigint, ${seq})
    order by subject_type, subject_id, seq limit ${batchSize}`;
  return rows.map(({ row, ...link }) => ({ ...link, row: JSON.stringify(row), canonicalEvent: parseCanonical(link) }));
}

function parseCanonical({
  canonical,
  subject: recordType,
  id,
  seq,
}: Pick<ChainLink, "canonical" | "subject" | "id" | "seq">): CanonicalEvent {
  try {
    return JSON.parse(canonical);
  } catch {
    return {
      event: 0,
      subject: recordType,
      id: Number(id),
      seq,
      step: "",
      by: 0,
      to: "",
      revision: 0,
      at: "",
      previous: "",
    };
  }
}

/** The columns of an event as its canonical JSON states them. */
const columnsOfEvent = (canonicalEvent: CanonicalEvent & { readonly [name: string]: unknown }): readonly unknown[] => [
  ...[
    canonicalEvent.event,
    canonicalEvent.subject,
    canonicalEvent.id,
    canonicalEvent.seq,
    canonicalEvent.step,
    canonicalEvent.by,
    canonicalEvent.session ?? null,
    canonicalEvent.token ?? null,
    canonicalEvent.from ?? null,
    canonicalEvent.to,
  ],
  ...[
    canonicalEvent.revision,
    canonicalEvent.at,
    canonicalEvent.read_at ?? null,
    canonicalEvent.cause ?? null,
    canonicalEvent.loaded ?? false,
    canonicalEvent.aside ?? false,
    null,
  ],
];
