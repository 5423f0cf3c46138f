import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import { trustedHead } from "@/db/ledger/signing/trusted-key";
import { lookedFor } from "./looked-for";

/** A signed head of the log that holds an event at its `place`. */
type CoveringCheckpoint = {
  readonly id: number;
  readonly note: string;
  readonly key: string;
  readonly size: number;
  readonly place: number;
};

const waitsMs = 10_000;
const looksEveryMs = 50;

/**
 * Waits until the newest checkpoint covers a committed event and is truly signed, and notes that it was handed out. Null when
 * that takes longer than `within` milliseconds: then the log's worker does not run, or something stands in its way.
 */
export async function awaitCheckpoint(eventId: number, within = waitsMs): Promise<CoveringCheckpoint | null> {
  const look = async () => {
    const [row] = await rowsOf<{ covering: CoveringCheckpoint }>(appDb(), coveringQuery(eventId));
    return row && trustedHead(row.covering.note, row.covering.key) ? row : null;
  };
  const row = await lookedFor(look, looksEveryMs, within);
  if (row) await appDb().execute(sql`select hand_out_checkpoint(${row.covering.id})`);
  return row?.covering ?? null;
}

/** The query of the newest checkpoint, if it covers an event. */
export const coveringQuery = (eventId: number): SQL => sql`
  select jsonb_build_object('id', c.id, 'note', c.note, 'key', c.verifier_key, 'size', c.size, 'place', l.place) as covering
  from (select id, note, verifier_key, size from checkpoints order by id desc limit 1) c join log_entries l on l.event_id = ${eventId} and l.place <= c.size`;
