import type { Sql } from "postgres";
import { checkpointNote, readNote, type Signer, verifierKey } from "./checkpoint-note";
import { MerkleTree } from "./merkle";
import { storedNodes } from "./stored-nodes";

/** A head that was signed. */
export type Signed = { readonly size: number; readonly root: Buffer; readonly note: string };

/** The log no longer begins with what was signed: nobody signs it until somebody has looked. */
export class LogWasRewritten extends Error {}

/**
 * Signs the log as it stands and keeps the checkpoint; returns null where another worker signed a longer log meanwhile.
 * Signs nothing that does not begin with the newest checkpoint kept, and with `before`, which this process remembers.
 */
export async function signCheckpoint(sql: Sql, signer: Signer, before: Signed | null): Promise<Signed | null> {
  const [log] = await sql<{ size: number; at: string }[]>`
    select coalesce(max(place), 0)::float8 as size, utc(windlass_now()) as at from log_entries`;
  if (!log) throw new Error("The log has no head.");
  const tree = new MerkleTree(log.size, storedNodes(sql));
  for (const earlier of [before, await newestKept(sql, signer)]) if (earlier) await holdTo(tree, earlier);
  const root = await tree.root();
  const note = checkpointNote({ ...log, root }, signer);
  const [row] = await sql<{ kept: boolean }[]>`
    select keep_checkpoint(${log.size}, ${root}, ${note}, ${verifierKey(signer)}, ${log.at}::text::timestamptz) as kept`;
  return row?.kept ? { size: log.size, root, note } : null;
}

/** The newest checkpoint that the database keeps, where this key signed it: as its note says, not as its row does. */
async function newestKept(sql: Sql, signer: Signer): Promise<Signed | null> {
  const [row] = await sql<{ note: string; key: string }[]>`
    select note, verifier_key as key from checkpoints order by id desc limit 1`;
  if (row?.key !== verifierKey(signer)) return null;
  const head = readNote(row.note, signer);
  if (!head) throw new LogWasRewritten("The newest checkpoint that the database keeps was not signed with its key.");
  return { ...head, note: row.note };
}

async function holdTo(tree: MerkleTree, { size, root }: Signed): Promise<void> {
  if (size > tree.size)
    throw new LogWasRewritten(`The log had ${size} events when it was signed, and has ${tree.size}.`);
  if (!(await tree.root(size)).equals(root))
    throw new LogWasRewritten(`The first ${size} events of the log are not those that were signed.`);
}
