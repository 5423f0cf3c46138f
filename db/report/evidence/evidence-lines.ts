import { inBatches } from "@/db/connection/id-batches";
import type { Database } from "@/db/connection/typed-sql";
import { leafHash, type MerkleTree } from "@/db/ledger/merkle-tree";
import type { Names } from "@/lib/report/build-change-audit";
import type { ClientView } from "@/lib/systems/client-view";
import { type EarlierCheckpoint, toBase64 } from "./earlier-checkpoints";
import { type EvidenceEvent, readEvents } from "./read-events";
import { type EvidenceRecord, readRecords } from "./read-records";

/** A batch of this many changes takes some megabytes. */
const batchSize = 100;

/** The head of the file, before the records. */
type EvidenceHead = {
  readonly about: object;
  readonly checkpoint: string;
  readonly key: string;
  readonly earlier: readonly EarlierCheckpoint[];
};

/** The event of the export itself, and its person. */
type ExportEvent = { readonly person: number; readonly event: EvidenceEvent };

type EvidenceScope = {
  readonly ids: readonly number[];
  readonly names: Names;
  readonly tree: MerkleTree;
  readonly view: ClientView;
};

/** Writes the format windlass-evidence (docs/ledger.md) in chunks of whole lines; records are read from `snapshot`. */
export async function* evidenceLines(
  snapshot: Database,
  { about, checkpoint, key, earlier }: EvidenceHead,
  exportEvent: ExportEvent,
  { ids, names, tree, view }: EvidenceScope,
): AsyncGenerator<string> {
  yield '{"format":"windlass-evidence","version":1,\n';
  yield `"about":${JSON.stringify(about)},\n`;
  yield `"checkpoint":${JSON.stringify(checkpoint)},\n"key":${JSON.stringify(key)},\n`;
  yield `"earlier":[\n${jsonLines(earlier)}],\n"records":[\n`;
  const first = { number: "export", subject: "person", id: exportEvent.person };
  yield await recordLines(1, first, [exportEvent.event], tree);
  let record = 1;
  for (const some of inBatches(ids, batchSize)) {
    const records = (await readRecords(snapshot, some, names, view)).flatMap((change) => change.records);
    const events = await readEvents(snapshot, records);
    for (const { hash: _, ...one } of records) {
      record += 1;
      yield `,\n${await recordLines(record, one, events.get(`${one.subject} ${one.id}`) ?? [], tree)}`;
    }
  }
  yield "\n]}\n";
}

type EvidenceEntry = Pick<EvidenceRecord, "number" | "id"> &
  Partial<Pick<EvidenceRecord, "facts" | "count" | "withheld">> & { readonly subject: string };

async function recordLines(
  record: number,
  { number, subject: recordType, id, facts: recordFacts, count, withheld }: EvidenceEntry,
  events: readonly EvidenceEvent[],
  tree: MerkleTree,
): Promise<string> {
  const proven: object[] = [];
  for (const event of events) {
    const proof = toBase64(await tree.inclusionProof(event.place - 1));
    proven.push(withheld ? { ...withheldEvent(event), proof } : { ...event, proof });
  }
  const left = withheld ? { withheld } : {};
  const head = JSON.stringify({ record, number, subject: recordType, id, ...left, facts: recordFacts, count }).slice(
    0,
    -1,
  );
  return `${head},"events":[\n${jsonLines(proven)}]}`;
}

// Replaces the canonical JSON, which could contain withheld texts, by what still proves that the ledger holds the event.
const withheldEvent = ({ place: logIndex, canonical, hash }: EvidenceEvent) => ({
  place: logIndex,
  hash,
  leaf: leafHash(Buffer.from(canonical)).toString("hex"),
});

const jsonLines = (objects: readonly object[]): string =>
  objects.length === 0 ? "" : `${objects.map((one) => JSON.stringify(one)).join(",\n")}\n`;
