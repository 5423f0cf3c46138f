import { createHash } from "node:crypto";
import type { Told } from "./fold";
import type { Reader } from "./told-events";

// Limits memory: at most this many events are loaded at once.
const atOnce = 5000;

/** Walks every record chain from its first event and reports each wrong hash, link or text. */
export async function brokenLinks(reader: Reader): Promise<string[]> {
  const broken: string[] = [];
  let count = 0;
  for await (const [chain, links] of chainsOf(reader)) {
    let previous = "";
    for (const [place, { told, canonical, hash, row, texts }] of links.entries()) {
      const name = `${chain} event ${told.seq}`;
      if (told.event === 0) broken.push(`${name} has bytes that nobody can read`);
      if (told.seq !== place + 1) broken.push(`${name} is out of order`);
      if (told.previous !== previous) broken.push(`${name} does not hold the hash of the one before`);
      if (createHash("sha256").update(canonical).digest("hex") !== hash)
        broken.push(`${name} is not hashed as its bytes are`);
      if (row !== JSON.stringify(columnsIn(told))) broken.push(`${name} has columns that its bytes do not say: ${row}`);
      for (const { text, hash } of textsOf(told)) {
        count += 1;
        const found = texts?.[text];
        // Null where it was redacted: then the hash can no longer be checked.
        if (found === undefined || (found !== null && found !== hash))
          broken.push(`${name} has no text ${text} ${hash}`);
      }
      previous = hash;
    }
  }
  const [texts] = await reader<{ n: number }[]>`select count(*)::int as n from texts t where ${isClaimed(reader)}`;
  if (count !== texts?.n) broken.push(`${texts?.n} texts, and ${count} in the events`);
  return broken;
}

// A text that is present, or was redacted by an event of its own record.
const isClaimed = (reader: Reader) => reader`(t.text is not null or exists (
  select from events w join events e on (e.subject_type, e.subject_id) = (w.subject_type, w.subject_id)
  where w.id = t.event_id and e.id = t.redacted_by and e.step = 'redact' and (e.canonical::jsonb -> 'data' ->> 'redacted')::bigint = t.id))`;

function textsOf({ texts = {}, data = {} }: Told): { text: string; hash: string }[] {
  const findings = Array.isArray(data.findings)
    ? data.findings.map(({ finding }, place) => ({ text: `findings ${place}`, hash: String(finding) }))
    : [];
  return [...Object.entries(texts).map(([field, hash]) => ({ text: `${field} 0`, hash })), ...findings];
}

type Link = {
  readonly subject: string;
  readonly id: string;
  readonly seq: number;
  readonly told: Told;
  readonly canonical: string;
  readonly hash: string;
  readonly row: string;
  /** The hashes of the texts that were written with it. */
  readonly texts: Readonly<Record<string, string | null>> | null;
};

async function* chainsOf(reader: Reader): AsyncGenerator<[string, Link[]]> {
  let chain: Link[] = [];
  let links = await linksAfter(reader, { subject: "", id: "0", seq: 0 });
  for (let last = links.at(-1); last; last = links.at(-1)) {
    for (const link of links) {
      if (chain[0] && nameOf(chain[0]) !== nameOf(link)) {
        yield [nameOf(chain[0]), chain];
        chain = [];
      }
      chain.push(link);
    }
    links = await linksAfter(reader, last);
  }
  if (chain[0]) yield [nameOf(chain[0]), chain];
}

const nameOf = ({ subject, id }: Link) => `${subject} ${id}`;

async function linksAfter(reader: Reader, { subject, id, seq }: Pick<Link, "subject" | "id" | "seq">): Promise<Link[]> {
  const rows = await reader<(Omit<Link, "told" | "row"> & { row: unknown[] })[]>`
    select subject_type as subject, subject_id::text as id, seq, canonical, encode(hash, 'hex') as hash,
      jsonb_build_array(id, subject_type, subject_id, seq, step, person_id, session_id, from_status, to_status, revision, utc(received_at), read_at, cause_id,
        loaded, aside, input) as row,
      (select jsonb_object_agg(field || ' ' || place, encode(sha256(salt || convert_to(text, 'UTF8')), 'hex'))
        from texts t where t.event_id = e.id and ${isClaimed(reader)}) as texts
    from events e where (subject_type, subject_id, seq) > (${subject}, ${id}::bigint, ${seq})
    order by subject_type, subject_id, seq limit ${atOnce}`;
  return rows.map(({ row, ...link }) => ({ ...link, row: JSON.stringify(row), told: toldIn(link) }));
}

function toldIn({ canonical, subject, id, seq }: Pick<Link, "canonical" | "subject" | "id" | "seq">): Told {
  try {
    return JSON.parse(canonical);
  } catch {
    return { event: 0, subject, id: Number(id), seq, step: "", by: 0, to: "", revision: 0, at: "", previous: "" };
  }
}

/** The columns of an event as its canonical JSON states them. */
const columnsIn = (told: Told & { readonly [name: string]: unknown }): readonly unknown[] => [
  ...[
    told.event,
    told.subject,
    told.id,
    told.seq,
    told.step,
    told.by,
    told.session ?? null,
    told.from ?? null,
    told.to,
  ],
  ...[
    told.revision,
    told.at,
    told.read_at ?? null,
    told.cause ?? null,
    told.loaded ?? false,
    told.aside ?? false,
    null,
  ],
];
