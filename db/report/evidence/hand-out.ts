import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { appDb, appSql, exportDb } from "@/db/connection/client";
import { digest } from "@/db/connection/digest";
import { batchesOf } from "@/db/connection/in-ids";
import type { DatabaseRefusal } from "@/db/connection/refusal-in";
import type { Database } from "@/db/connection/rows";
import { answerTo } from "@/db/connection/rows";
import { awaitCheckpoint } from "@/db/ledger/await-checkpoint";
import { MerkleTree } from "@/db/ledger/merkle";
import { storedNodes } from "@/db/ledger/stored-nodes";
import { readNames } from "@/db/report/names";
import { type Receiver, recordExport } from "@/db/report/record-export";
import { checkpoints } from "@/db/schema/ledger";
import type { Trace } from "@/lib/report/trace";
import type { Names } from "@/lib/report/trace-of";
import type { ViewedBy } from "@/lib/systems/client-view";
import { earlierCheckpoints } from "./earlier-checkpoints";
import { evidenceLines } from "./evidence-lines";
import { readEvent } from "./read-events";
import { readRecords } from "./read-records";
import { type NoSlot, Slots } from "./slots";
import { writeOut } from "./write-out";

/** The scope of an export: which changes, the head of the file, and the input of its event. */
type Drawn = {
  readonly ids: readonly number[];
  /** The client whose view the file shows. */
  readonly view?: ViewedBy;
  /** Called once all of them were read. */
  readonly about: (traces: readonly Trace[]) => object;
  readonly input: Readonly<Record<string, string | number>>;
};

type Asked = {
  readonly person: Receiver;
  /** The size of an earlier checkpoint that the file proves consistency with. */
  readonly since?: number | undefined;
  /** Must read from `snapshot`, so that all of the file shows one moment. */
  readonly draw: (snapshot: Database) => Promise<Drawn>;
};

export type HandedOut =
  | { readonly ok: true; readonly file: ReadableStream<Uint8Array> }
  | DatabaseRefusal
  /** No slot was free in time; or the ledger's worker signed no checkpoint in time. */
  | { readonly ok: false; readonly because: NoSlot | "unsigned" };

const slots = new Slots(3);
const batch = 100;

/**
 * Exports evidence of changes. First records the event of the export with the hash of the file's content; once a checkpoint
 * covers that event, streams the file. Everything is read from one snapshot, in batches.
 */
export async function handOut(asked: Asked): Promise<HandedOut> {
  const slot = await slots.takeSoon(asked.person.personId, 3000);
  if (typeof slot === "string") return { ok: false, because: slot };
  return new Promise((answer, fail) => {
    inOneMoment((snapshot) => write(snapshot, asked, answer))
      .catch((error: unknown) => {
        console.error("An export could not be written:", error instanceof Error ? error.message : error);
        fail(error);
      })
      .finally(slot);
  });
}

const inOneMoment = (work: (snapshot: Database) => Promise<void>): Promise<void> =>
  exportDb().transaction(
    async (snapshot) => {
      // The client may download slowly.
      await snapshot.execute(sql`set local idle_in_transaction_session_timeout = '5min'`);
      await work(snapshot);
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );

async function write(
  snapshot: Database,
  { person, since, draw }: Asked,
  answer: (handedOut: HandedOut) => void,
): Promise<void> {
  const names = await readNames(snapshot);
  const drawn = await draw(snapshot);
  const { about, recordsHash } = await summedUp(snapshot, drawn, names);
  const aboutHash = digest(JSON.stringify(about));
  const recorded = await recordExport(person, { ...drawn.input, aboutHash, recordsHash });
  if (!recorded.ok) return answer(recorded);
  const covering = await awaitCheckpoint(recorded.event);
  if (!covering) return answer({ ok: false, because: "unsigned" });
  const tree = new MerkleTree(covering.size, storedNodes(appSql()));
  const head = {
    about,
    checkpoint: covering.note,
    key: await keyOf(covering.id),
    earlier: await earlierCheckpoints(tree, since),
  };
  const own = { person: person.personId, event: await readEvent(recorded.event) };
  const { readable, writable } = new TextEncoderStream();
  answer({ ok: true, file: readable });
  await writeOut(evidenceLines(snapshot, head, own, { ids: drawn.ids, names, tree, view: drawn.view ?? {} }), writable);
}

/** A first pass over everything, for the counts of the head and the hash of all records. */
async function summedUp(snapshot: Database, { ids, about, view }: Drawn, names: Names) {
  const sum = createHash("sha256");
  const traces: Trace[] = [];
  for (const some of batchesOf(ids, batch))
    for (const { trace, records } of await readRecords(snapshot, some, names, view)) {
      traces.push(trace);
      for (const { number, hash, facts } of records) sum.update(`${number} ${hash} ${digest(JSON.stringify(facts))}\n`);
    }
  return { about: about(traces), recordsHash: sum.digest("hex") };
}

async function keyOf(checkpoint: number): Promise<string> {
  const [row] = await answerTo(() =>
    appDb().select({ key: checkpoints.verifierKey }).from(checkpoints).where(eq(checkpoints.id, checkpoint)),
  );
  if (!row) throw new Error("the checkpoint has no key");
  return row.key;
}
