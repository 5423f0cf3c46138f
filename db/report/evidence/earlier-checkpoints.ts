import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { rowsOf, sqlWith } from "@/db/connection/rows";
import type { MerkleTree } from "@/db/ledger/merkle";
import { readHead } from "@/db/ledger/signing/checkpoint-note";

/** A checkpoint that somebody may hold, with the proof that today's ledger extends it. */
export type EarlierCheckpoint = { readonly checkpoint: string; readonly proof: readonly string[] };

const most = 100;
const earlierSql = sqlWith({ note: z.string(), key: z.string(), size: z.int() });

/**
 * The latest checkpoints that were handed out and are smaller than `tree`, and the one of size `since`, which may be much
 * older; oldest first. Rows without a valid signature are skipped.
 */
export async function earlierCheckpoints(tree: MerkleTree, since = 0): Promise<readonly EarlierCheckpoint[]> {
  const rows = await rowsOf(
    appDb(),
    earlierSql`select note, verifier_key as key, size::float8 as size from checkpoints where size < ${tree.size} and id in (
        (select id from checkpoints where handed_out_at is not null order by id desc limit ${most})
        union (select id from checkpoints where size = ${since} order by id desc limit 1))
      order by id`,
  );
  const earlier: EarlierCheckpoint[] = [];
  for (const { note, size } of rows.filter(({ note, key }) => readHead(note, key)))
    earlier.push({ checkpoint: note, proof: inBase64(await tree.consistency(size)) });
  return earlier;
}

/** The encoding of hashes in proofs. */
export const inBase64 = (hashes: readonly Buffer[]): readonly string[] => hashes.map((hash) => hash.toString("base64"));
