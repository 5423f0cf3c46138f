import type { Sql } from "postgres";
import { checkpointNote, type Signer, verifierKey } from "@/db/ledger/signing/checkpoint-note";
import { newestSignedCheckpoint } from "@/db/ledger/signing/newest-signed-checkpoint";
import { MerkleTree } from "./merkle-tree";
import { readNodesFrom } from "./stored-nodes";

/** A signed head. */
export type SignedHead = { readonly size: number; readonly root: Buffer; readonly note: string };

/** The ledger no longer extends a signed head. Nothing more is signed until a person has investigated. */
export class LedgerRewrittenError extends Error {}

/**
 * Signs the current head and stores the checkpoint; null where another worker signed a larger one meanwhile. Signs only an
 * extension of the newest checkpoint with a valid signature of this key, and of `before`, the last head of this process.
 */
export async function signCheckpoint(sql: Sql, signer: Signer, before: SignedHead | null): Promise<SignedHead | null> {
  const [log] = await sql<{ size: number; at: string }[]>`
    select coalesce(max(log_index), 0)::float8 as size, utc(windlass_now()) as at from ledger_entries`;
  if (!log) throw new Error("The log has no head.");
  const tree = new MerkleTree(log.size, readNodesFrom(sql));
  for (const earlier of [before, await newestSignedCheckpoint(sql, verifierKey(signer))])
    if (earlier) await assertExtends(tree, earlier);
  const root = await tree.root();
  const note = checkpointNote({ ...log, root }, signer);
  const [row] = await sql<{ kept: boolean }[]>`
    select store_checkpoint(${log.size}, ${root}, ${note}, ${verifierKey(signer)}, ${log.at}::text::timestamptz) as kept`;
  return row?.kept ? { size: log.size, root, note } : null;
}

async function assertExtends(tree: MerkleTree, { size, root }: Pick<SignedHead, "size" | "root">): Promise<void> {
  if (size > tree.size)
    throw new LedgerRewrittenError(`The log had ${size} events when it was signed, and has ${tree.size}.`);
  if (!(await tree.root(size)).equals(root))
    throw new LedgerRewrittenError(`The first ${size} events of the log differ from those that were signed.`);
}
