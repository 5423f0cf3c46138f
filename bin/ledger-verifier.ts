import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import type { Verify } from "@/db/log/verify-ledger";

const verifier = fileURLToPath(new URL("./verify.mjs", import.meta.url));

/** Has a whole log verified as anybody outside would: by `bin/verify.mjs`, a process that knows nothing else. */
export const verifyLines: Verify = async (lines, { key, checkpoint, signal }) => {
  const folder = await mkdtemp(join(tmpdir(), "windlass-verify-"));
  try {
    const words = [verifier, "-", "--key", key];
    if (checkpoint) {
      await writeFile(join(folder, "checkpoint"), checkpoint);
      words.push("--checkpoint", join(folder, "checkpoint"));
    }
    return await verdictOf(words, lines, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function verdictOf(words: readonly string[], lines: AsyncIterable<string>, signal: AbortSignal) {
  const env = { NODE_ENV: process.env.NODE_ENV };
  const child = spawn(process.execPath, words, { stdio: ["pipe", "pipe", "pipe"], env, signal });
  const ended = once(child, "close");
  const [read, [code], said, failed] = await Promise.all([
    pipeline(Readable.from(inLines(lines)), child.stdin).then(
      () => null,
      (error: unknown) => error,
    ),
    ended,
    text(child.stdout),
    text(child.stderr),
  ]);
  const last = said.trimEnd().split("\n").at(-1) ?? "";
  // A verifier that finds something wrong may stop reading; one that says that all holds has read to the end.
  if (code === 1 && last) return { ok: false, words: last };
  if (code === 0 && last && read === null) return { ok: true, words: last };
  throw read ?? new Error(`The verifier ended with ${code}: ${failed.trim().split("\n").at(-1) ?? ""}`);
}

async function* inLines(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield line.endsWith("\n") ? line : `${line}\n`;
}
