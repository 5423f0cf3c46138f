import { batchesOf } from "@/db/connection/in-ids";
import type { Database } from "@/db/connection/rows";
import { leafHash, type MerkleTree } from "@/db/ledger/merkle";
import type { Names } from "@/lib/report/trace-of";
import type { ViewedBy } from "@/lib/systems/client-view";
import { type EarlierCheckpoint, inBase64 } from "./earlier-checkpoints";
import { type EvidenceEvent, readEvents } from "./read-events";
import { type EvidenceRecord, readRecords } from "./read-records";

/** A batch of this many changes takes some megabytes. */
const batch = 100;

/** The head of the file, before the records. */
type EvidenceHead = {
  readonly about: object;
  readonly checkpoint: string;
  readonly key: string;
  readonly earlier: readonly EarlierCheckpoint[];
};

/** The event of the export itself, and its person. */
type OwnEvent = { readonly person: number; readonly event: EvidenceEvent };

type Of = {
  readonly ids: readonly number[];
  readonly names: Names;
  readonly tree: MerkleTree;
  readonly view: ViewedBy;
};

/** Writes the format windlass-evidence (docs/ledger.md) in chunks of whole lines; records are read from `snapshot`. */
export async function* evidenceLines(
  snapshot: Database,
  { about, checkpoint, key, earlier }: EvidenceHead,
  own: OwnEvent,
  { ids, names, tree, view }: Of,
): AsyncGenerator<string> {
  yield '{"format":"windlass-evidence","version":1,\n';
  yield `"about":${JSON.stringify(about)},\n`;
  yield `"checkpoint":${JSON.stringify(checkpoint)},\n"key":${JSON.stringify(key)},\n`;
  yield `"earlier":[\n${lines(earlier)}],\n"records":[\n`;
  const first = { number: "export", subject: "person", id: own.person };
  yield await recordLines(1, first, [own.event], tree);
  let record = 1;
  for (const some of batchesOf(ids, batch)) {
    const records = (await readRecords(snapshot, some, names, view)).flatMap((change) => change.records);
    const events = await readEvents(snapshot, records);
    for (const { hash: _, ...one } of records) {
      record += 1;
      yield `,\n${await recordLines(record, one, events.get(`${one.subject} ${one.id}`) ?? [], tree)}`;
    }
  }
  yield "\n]}\n";
}

type Shown = Pick<EvidenceRecord, "number" | "id"> &
  Partial<Pick<EvidenceRecord, "facts" | "count" | "withheld">> & { readonly subject: string };

async function recordLines(
  record: number,
  { number, subject, id, facts, count, withheld }: Shown,
  events: readonly EvidenceEvent[],
  tree: MerkleTree,
): Promise<string> {
  const proven: object[] = [];
  for (const event of events) {
    const proof = inBase64(await tree.inclusion(event.place - 1));
    proven.push(withheld ? { ...leafOf(event), proof } : { ...event, proof });
  }
  const left = withheld ? { withheld } : {};
  const head = JSON.stringify({ record, number, subject, id, ...left, facts, count }).slice(0, -1);
  return `${head},"events":[\n${lines(proven)}]}`;
}

// Replaces the canonical JSON, which could contain withheld texts, by what still proves that the ledger holds the event.
const leafOf = ({ place, canonical, hash }: EvidenceEvent) => ({
  place,
  hash,
  leaf: leafHash(Buffer.from(canonical)).toString("hex"),
});

const lines = (objects: readonly object[]): string =>
  objects.length === 0 ? "" : `${objects.map((one) => JSON.stringify(one)).join(",\n")}\n`;
