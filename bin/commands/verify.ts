import { spawn } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { openPool } from "@/db/connection/pool";
import { exportLedger } from "@/db/ledger/export-ledger";
import type { Command } from "./command";
import { startProgress } from "./progress";
import { withWorker } from "./with-database";

const verifier = fileURLToPath(new URL("../auditor/verify.mjs", import.meta.url));

export const command: Command = {
  usage: `[FILE] [--checkpoint FILE] [--key KEY|FILE]
  FILE          an export; without it the whole log of the database is verified
  --checkpoint  a checkpoint kept elsewhere, which the log has to contain
  --key         the public key of the checkpoints, or a file that holds it`,
  run: (args) => (args[0] && !args[0].startsWith("--") ? verify(args) : verifyConfigured(args)),
};

async function verifyConfigured(options: readonly string[]): Promise<number> {
  let code = 1;
  await withWorker(async (url) => {
    code = await verifyDatabase(url, options);
  });
  return code;
}

/** Verifies the whole log of the database at `url`, and returns the verifier's exit code: 0 where it verifies. */
export async function verifyDatabase(url: string, options: readonly string[]): Promise<number> {
  const sql = openPool(url, {
    name: "windlass verification",
    max: 1,
    timeoutsMs: { statement: 60_000, lock: 30_000 },
  });
  try {
    const [row] = await sql<{ events: number }[]>`select count(*)::float8 as events from events`;
    return await verify(["-", ...options], withProgress(exportLedger(sql, null), row?.events ?? 0));
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The same lines; says how many of the events were read. */
async function* withProgress(lines: AsyncIterable<string>, events: number): AsyncGenerator<string> {
  const progress = startProgress("Verifying");
  let read = 0;
  try {
    for await (const chunk of lines) {
      yield chunk;
      read += chunk.split("\n").length;
      progress.update(read, events);
    }
  } finally {
    progress.end();
  }
}

async function verify(args: readonly string[], lines?: AsyncIterable<string>): Promise<number> {
  // The pipe ends with this process, and the verifier with it; one that reads a file ends when it has read it.
  const child = spawn(process.execPath, [verifier, ...args], {
    stdio: [lines ? "pipe" : "ignore", "inherit", "inherit"],
  });
  const ended = once(child, "close");
  // A verifier that finds something wrong reads no further.
  const readError =
    lines && child.stdin ? await pipeline(Readable.from(lines), child.stdin).then(() => null, String) : null;
  const [code] = await ended;
  if (code === 0 && readError) throw new Error(`The log could not be read completely: ${readError}`);
  return Number(code ?? 1);
}
