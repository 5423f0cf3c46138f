import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import type { Sql } from "postgres";
import { checkpointNote, type Signer, signerOf } from "../log/checkpoint-note";
import { MerkleTree } from "../log/merkle";
import { storedNodes } from "../log/stored-nodes";

const verifier = fileURLToPath(new URL("../../bin/verify.mjs", import.meta.url));

export const newSigner = (): Signer =>
  signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());

/** Gives every event its place, and signs the log as it is then. */
export async function signLog(worker: Sql, signer: Signer, at = "2026-01-01T00:00:00.000000Z"): Promise<string> {
  await worker`select sequence_events(1000000)`;
  const [row] = await worker<{ size: number }[]>`select coalesce(max(place), 0) as size from log_entries`;
  const size = Number(row?.size);
  const root = await new MerkleTree(size, storedNodes(worker)).root();
  const note = checkpointNote({ size, root, at }, signer);
  await worker`insert into checkpoints (size, root, note, at) values (${size}, ${root}, ${note}, ${at})`;
  return note;
}

export type Verdict = { readonly ok: boolean; readonly verdict: string; readonly said: string };

/** What bin/verify.mjs, run apart from us, says of an export. */
export async function verified(
  text: string | Iterable<string> | AsyncIterable<string>,
  outside: { readonly checkpoint?: string; readonly key?: string } = {},
): Promise<Verdict> {
  const options = outside.key ? ["--key", outside.key] : [];
  if (outside.checkpoint) {
    const file = join(await mkdtemp(join(tmpdir(), "windlass-checkpoint-")), "checkpoint");
    await writeFile(file, outside.checkpoint);
    options.push("--checkpoint", file);
  }
  const child = spawn(process.execPath, [verifier, "-", ...options], { stdio: ["pipe", "pipe", "inherit"] });
  const said = Readable.from(child.stdout).reduce((all: string, one: Buffer) => all + one.toString(), "");
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  // A verifier that found the first break reads no further.
  await pipeline(Readable.from(typeof text === "string" ? [text] : text), child.stdin).catch(() => {});
  const ok = (await ended) === 0;
  return { ok, said: await said, verdict: (await said).trimEnd().split("\n").at(-1) ?? "" };
}
