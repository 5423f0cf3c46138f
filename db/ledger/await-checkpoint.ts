import { and, desc, eq, lte, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { type Database, type RowOf, runQuery } from "@/db/connection/typed-sql";
import { trustedHead } from "@/db/ledger/signing/trusted-key";
import { checkpoints, ledgerEntries } from "@/db/schema/ledger";
import { poll } from "./poll";

/** A signed head of the ledger that covers an event. */
type CoveringCheckpoint = RowOf<typeof coveringQuery>;

const timeoutMs = 10_000;
const pollIntervalMs = 50;

/**
 * Waits until the newest checkpoint covers a committed event and its signature is valid, and marks it as handed out. Null after
 * `within` milliseconds: then the ledger's worker is not running, or is blocked.
 */
export async function awaitCheckpoint(eventId: number, within = timeoutMs): Promise<CoveringCheckpoint | null> {
  const look = async () => {
    const [covering] = await runQuery(() => coveringQuery(eventId));
    return covering && trustedHead(covering.note, covering.key) ? covering : null;
  };
  const covering = await poll(look, pollIntervalMs, within);
  if (covering) await appDb().execute(sql`select mark_checkpoint_handed_out(${covering.id})`);
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
      logIndex: ledgerEntries.logIndex,
    })
    .from(newest)
    .innerJoin(ledgerEntries, and(eq(ledgerEntries.eventId, eventId), lte(ledgerEntries.logIndex, newest.size)));
}
