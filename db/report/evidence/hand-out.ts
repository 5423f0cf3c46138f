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

/** What is handed out: which changes, what the file says of them, and what its event holds besides. */
type Drawn = {
  readonly ids: readonly number[];
  /** In whose view the file tells of them. */
  readonly view?: ViewedBy;
  /** Told once all of them were read. */
  readonly about: (traces: readonly Trace[]) => object;
  readonly input: Readonly<Record<string, string | number>>;
};

type Asked = {
  readonly person: Receiver;
  /** How many events a checkpoint has that the file is to be joined with. */
  readonly since?: number | undefined;
  /** Reads from `snapshot`: all of a file is of one moment. */
  readonly draw: (snapshot: Database) => Promise<Drawn>;
};

export type HandedOut =
  | { readonly ok: true; readonly file: ReadableStream<Uint8Array> }
  | DatabaseRefusal
  /** As many files as may be are being written, one of them for this person; or the log's worker signed no checkpoint in time. */
  | { readonly ok: false; readonly because: NoSlot | "unsigned" };

const slots = new Slots(3);
const batch = 100;

/**
 * Writes evidence of changes: first the event of its export, which holds the hash of all that the file says, then, once
 * a checkpoint covers that event, the file itself. All of it is read from one snapshot, a batch at a time.
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
      // Whoever downloads may be slow.
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

/** Reads all once, for what is counted and for the hash over all records and what is said of them. */
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
