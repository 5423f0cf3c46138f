import type { Sql } from "postgres";
import { z } from "zod";
import { withConnection } from "@/db/connection/connect";
import { MerkleTree } from "@/db/ledger/merkle-tree";
import { sequenceEvents } from "@/db/ledger/sequence-events";
import { readNodesFrom } from "@/db/ledger/stored-nodes";
import type { OutsideCheckpoint } from "@/lib/ledger/outside-checkpoint";

/** How a log compares with a checkpoint: it contains it, lacks that many of its events, or is another log. */
type Comparison = { readonly contains: true } | { readonly contains: false; readonly missing: number };

const sizeRow = z.object({ size: z.coerce.number() });
const beforeRow = z.object({ before: z.coerce.number() });

/**
 * Compares the log of the database at `url` (the worker's) with a checkpoint that was kept elsewhere, after it has numbered what waits.
 * `missing` is 0 for a log that has all of these events by their number and time, and is another one. It counts those that were
 * received until the checkpoint was signed: what came after a restore is no part of what was lost.
 */
export const compareWithCheckpoint = (url: string, outside: OutsideCheckpoint): Promise<Comparison> =>
  withConnection(url, async (sql): Promise<Comparison> => {
    await sequenceEvents(sql);
    if (await containsCheckpoint(sql, outside)) return { contains: true };
    return { contains: false, missing: Math.max(0, outside.size - (await countBefore(sql, outside))) };
  });

/** The newest checkpoint that the database at `url` (the worker's) holds, as it is handed out; null before the first. */
export const newestNote = (url: string): Promise<string | null> =>
  withConnection(url, async (sql) => {
    const [row] = await sql<{ note: string }[]>`select note from checkpoints order by id desc limit 1`;
    return row?.note ?? null;
  });

async function containsCheckpoint(sql: Sql, outside: OutsideCheckpoint): Promise<boolean> {
  const [row] = await sql`select coalesce(max(log_index), 0) as size from ledger_entries`;
  const { size } = sizeRow.parse(row);
  if (size < outside.size) return false;
  return (await new MerkleTree(size, readNodesFrom(sql)).root(outside.size)).toString("base64") === outside.root;
}

// Reads the whole log, so only where something is missing.
async function countBefore(sql: Sql, { size, at }: OutsideCheckpoint): Promise<number> {
  const [row] = await sql`
    select count(*) as before from ledger_entries l join events e on e.id = l.event_id
    where l.log_index <= ${size} and e.received_at <= ${at}::text::timestamptz`;
  return beforeRow.parse(row).before;
}
