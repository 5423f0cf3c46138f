import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { appDb, appSql } from "@/db/connection/client";
import { inBatches } from "@/db/connection/id-batches";
import type { DatabaseRefusal } from "@/db/connection/refusal-from-error";
import { sha256Hex } from "@/db/connection/sha256-hex";
import type { Database } from "@/db/connection/typed-sql";
import { runQuery } from "@/db/connection/typed-sql";
import { awaitCheckpoint } from "@/db/ledger/await-checkpoint";
import { MerkleTree } from "@/db/ledger/merkle-tree";
import { readNodesFrom } from "@/db/ledger/stored-nodes";
import { readNames } from "@/db/report/read-names";
import { type ExportReceiver, recordExport } from "@/db/report/record-export";
import { exportReadDb } from "@/db/report/report-db";
import { checkpoints } from "@/db/schema/ledger";
import type { Names } from "@/lib/report/build-change-audit";
import type { ChangeAudit } from "@/lib/report/change-audit";
import type { ClientView } from "@/lib/systems/client-view";
import { earlierCheckpoints } from "./earlier-checkpoints";
import { evidenceLines } from "./evidence-lines";
import { ExportSlots, type SlotRefusal } from "./export-slots";
import { readEvent } from "./read-events";
import { readRecords } from "./read-records";
import { writeWithBackpressure } from "./write-with-backpressure";

/** The scope of an export: which changes, the head of the file, and the input of its event. */
type ExportScope = {
  readonly ids: readonly number[];
  /** The client whose view the file shows. */
  readonly view?: ClientView;
  /** Called once all of them were read. */
  readonly about: (audits: readonly ChangeAudit[]) => object;
  readonly input: Readonly<Record<string, string | number>>;
};

type ExportOptions = {
  readonly person: ExportReceiver;
  /** The size of an earlier checkpoint that the file proves consistency with. */
  readonly since?: number | undefined;
  /** Must read from `snapshot`, so that all of the file shows one moment. */
  readonly selectScope: (snapshot: Database) => Promise<ExportScope>;
};

export type ExportResult =
  | { readonly ok: true; readonly file: ReadableStream<Uint8Array> }
  | DatabaseRefusal
  /** No slot was free in time; or the ledger's worker signed no checkpoint in time. */
  | { readonly ok: false; readonly kind: SlotRefusal | "unsigned" };

const exportSlots = new ExportSlots(3);
const batchSize = 100;

/**
 * Exports evidence of changes. First records the event of the export with the hash of the file's content; once a checkpoint
 * covers that event, streams the file. Everything is read from one snapshot, in batches.
 */
export async function exportEvidence(options: ExportOptions): Promise<ExportResult> {
  const releaseSlot = await exportSlots.acquire(options.person.personId, 3000);
  if (typeof releaseSlot === "string") return { ok: false, kind: releaseSlot };
  return new Promise((answer, fail) => {
    inSnapshot((snapshot) => writeExport(snapshot, options, answer))
      .catch((error: unknown) => {
        console.error("An export could not be written:", error);
        fail(error);
      })
      .finally(releaseSlot);
  });
}

const inSnapshot = async (work: (snapshot: Database) => Promise<void>): Promise<void> =>
  (await exportReadDb()).transaction(
    async (snapshot) => {
      // The client may download slowly.
      await snapshot.execute(sql`set local idle_in_transaction_session_timeout = '5min'`);
      await work(snapshot);
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );

async function writeExport(
  snapshot: Database,
  { person, since, selectScope }: ExportOptions,
  answer: (result: ExportResult) => void,
): Promise<void> {
  const names = await readNames(snapshot);
  const scope = await selectScope(snapshot);
  const { about, recordsHash } = await summarize(snapshot, scope, names);
  const aboutHash = sha256Hex(JSON.stringify(about));
  const recorded = await recordExport(person, { ...scope.input, aboutHash, recordsHash });
  if (!recorded.ok) return answer(recorded);
  const covering = await awaitCheckpoint(recorded.event);
  if (!covering) return answer({ ok: false, kind: "unsigned" });
  const tree = new MerkleTree(covering.size, readNodesFrom(appSql()));
  const head = {
    about,
    checkpoint: covering.note,
    key: await readVerifierKey(covering.id),
    earlier: await earlierCheckpoints(tree, since),
  };
  const own = { person: person.personId, event: await readEvent(recorded.event) };
  const { readable, writable } = new TextEncoderStream();
  answer({ ok: true, file: readable });
  await writeWithBackpressure(
    evidenceLines(snapshot, head, own, { ids: scope.ids, names, tree, view: scope.view ?? {} }),
    writable,
  );
}

/** A first pass over everything, for the counts of the head and the hash of all records. */
async function summarize(snapshot: Database, { ids, about, view }: ExportScope, names: Names) {
  const sum = createHash("sha256");
  const audits: ChangeAudit[] = [];
  for (const some of inBatches(ids, batchSize))
    for (const { audit, records } of await readRecords(snapshot, some, names, view)) {
      audits.push(audit);
      for (const { number, hash, facts: recordFacts } of records)
        sum.update(`${number} ${hash} ${sha256Hex(JSON.stringify(recordFacts))}\n`);
    }
  return { about: about(audits), recordsHash: sum.digest("hex") };
}

async function readVerifierKey(checkpoint: number): Promise<string> {
  const [row] = await runQuery(() =>
    appDb().select({ key: checkpoints.verifierKey }).from(checkpoints).where(eq(checkpoints.id, checkpoint)),
  );
  if (!row) throw new Error("the checkpoint has no key");
  return row.key;
}
