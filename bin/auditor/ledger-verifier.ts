import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import type { Verify } from "@/db/ledger/verify-ledger";

const verifier = fileURLToPath(new URL("./verify.mjs", import.meta.url));

/** Runs `bin/auditor/verify.mjs` as a process of its own, as an outside auditor would. */
export const verifyIsolated: Verify = async (log, { key, checkpoint, signal }) => {
  const folder = await mkdtemp(join(tmpdir(), "windlass-verify-"));
  try {
    const args = [verifier, "-", "--key", key];
    if (checkpoint) {
      await writeFile(join(folder, "checkpoint"), checkpoint);
      args.push("--checkpoint", join(folder, "checkpoint"));
    }
    return await runVerifier(args, log, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function runVerifier(args: readonly string[], log: AsyncIterable<string>, signal: AbortSignal) {
  const env = { NODE_ENV: process.env.NODE_ENV };
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"], env, signal });
  let readError: unknown;
  const [[code], output, failed] = await Promise.all([
    once(child, "close"),
    text(child.stdout),
    text(child.stderr),
    // A verifier that finds an error stops reading.
    pipeline(Readable.from(trackedLog()), child.stdin).catch(() => {}),
  ]);
  // A log that could not be read is not a broken log.
  if (readError) throw readError;
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  if (last && (code === 0 || code === 1)) return { ok: code === 0, message: last };
  throw new Error(`The verifier ended with ${code}: ${failed.trim().split("\n").at(-1) ?? ""}`);

  // Separates read errors from those of a verifier that stopped reading.
  async function* trackedLog(): AsyncGenerator<string> {
    const pieces = log[Symbol.asyncIterator]();
    const next = () =>
      pieces.next().catch((error: unknown) => {
        readError = error ?? new Error("The log could not be read.");
        throw error;
      });
    try {
      for (let piece = await next(); !piece.done; piece = await next()) yield piece.value;
    } finally {
      await pieces.return?.();
    }
  }
}
