import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import type { MerkleTree } from "@/db/ledger/merkle-tree";
import { verifyHead } from "@/db/ledger/signing/checkpoint-note";

/** A checkpoint that somebody may hold, with the proof that today's ledger extends it. */
export type EarlierCheckpoint = { readonly checkpoint: string; readonly proof: readonly string[] };

const maxCheckpoints = 100;
const earlierSql = typedSql({ note: z.string(), key: z.string(), size: z.int() });

/**
 * The latest checkpoints that were handed out and are smaller than `tree`, and the one of size `since`, which may be much
 * older; oldest first. Rows without a valid signature are skipped.
 */
export async function earlierCheckpoints(tree: MerkleTree, since = 0): Promise<readonly EarlierCheckpoint[]> {
  const rows = await queryRows(
    appDb(),
    earlierSql`select note, verifier_key as key, size::float8 as size from checkpoints where size < ${tree.size} and id in (
        (select id from checkpoints where handed_out_at is not null order by id desc limit ${maxCheckpoints})
        union (select id from checkpoints where size = ${since} order by id desc limit 1))
      order by id`,
  );
  const earlier: EarlierCheckpoint[] = [];
  for (const { note, size } of rows.filter(({ note, key }) => verifyHead(note, key)))
    earlier.push({ checkpoint: note, proof: toBase64(await tree.consistencyProof(size)) });
  return earlier;
}

/** The encoding of hashes in proofs. */
export const toBase64 = (hashes: readonly Buffer[]): readonly string[] => hashes.map((hash) => hash.toString("base64"));
