import { and, desc, eq, lte, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { answerTo, type Database, type RowOf } from "@/db/connection/rows";
import { trustedHead } from "@/db/ledger/signing/trusted-key";
import { checkpoints, logEntries } from "@/db/schema/ledger";
import { lookedFor } from "./looked-for";

/** A signed head of the ledger that covers an event. */
type CoveringCheckpoint = RowOf<typeof coveringQuery>;

const waitsMs = 10_000;
const looksEveryMs = 50;

/**
 * Waits until the newest checkpoint covers a committed event and its signature is valid, and marks it as handed out. Null after
 * `within` milliseconds: then the ledger's worker is not running, or is blocked.
 */
export async function awaitCheckpoint(eventId: number, within = waitsMs): Promise<CoveringCheckpoint | null> {
  const look = async () => {
    const [covering] = await answerTo(() => coveringQuery(eventId));
    return covering && trustedHead(covering.note, covering.key) ? covering : null;
  };
  const covering = await lookedFor(look, looksEveryMs, within);
  if (covering) await appDb().execute(sql`select hand_out_checkpoint(${covering.id})`);
  return covering;
}

/** The newest checkpoint, if it covers the event. */
export function coveringQuery(eventId: number, db: Database = appDb()) {
  const newest = db.select().from(checkpoints).orderBy(desc(checkpoints.id)).limit(1).as("newest");
  return db
    .select({
      id: newest.id,
      note: newest.note,
      key: newest.verifierKey,
      size: newest.size,
      place: logEntries.place,
    })
    .from(newest)
    .innerJoin(logEntries, and(eq(logEntries.eventId, eventId), lte(logEntries.place, newest.size)));
}
