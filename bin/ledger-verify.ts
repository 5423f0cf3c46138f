import { spawn } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { openPool } from "@/db/connection/pool";
import { spawnGuarded } from "@/db/connection/spawn-guarded.mjs";
import { exportLedger } from "@/db/ledger/export-ledger";
import { runCommand } from "./run-command";
import { withWorker } from "./with-database";

// npm run ledger:verify [file] [--checkpoint FILE] [--key KEY|FILE]: of a file, or of the whole log of the database.

const verifier = fileURLToPath(new URL("./auditor/verify.mjs", import.meta.url));
const [first = "", ...rest] = process.argv.slice(2);
const isFile = first !== "" && !first.startsWith("--");

await runCommand(async () => {
  process.exitCode = isFile ? await verify([first, ...rest]) : await verifyDatabase([first, ...rest].filter(Boolean));
});

async function verifyDatabase(options: readonly string[]): Promise<number> {
  let code = 1;
  await withWorker(async (url) => {
    const sql = openPool(url, {
      name: "windlass verification",
      max: 1,
      timeoutsMs: { statement: 60_000, lock: 30_000 },
    });
    code = await verify(["-", ...options], exportLedger(sql, null));
    await sql.end({ timeout: 1 });
  });
  return code;
}

async function verify(args: readonly string[], lines?: AsyncIterable<string>): Promise<number> {
  // The pipe ends with this process, and the verifier with it.
  const child = lines
    ? spawn(process.execPath, [verifier, ...args], { stdio: ["pipe", "inherit", "inherit"] })
    : spawnGuarded(process.execPath, [verifier, ...args], {}).child;
  const ended = once(child, "close");
  // A verifier that finds something wrong reads no further.
  const readError =
    lines && child.stdin ? await pipeline(Readable.from(lines), child.stdin).then(() => null, String) : null;
  const [code] = await ended;
  if (code === 0 && readError) throw new Error(`The log could not be read completely: ${readError}`);
  return Number(code ?? 1);
}
