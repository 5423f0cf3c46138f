import { spawn } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { spawnGuarded } from "@/db/connection/guarded.mjs";
import { openPool } from "@/db/connection/pool";
import { wholeLog } from "@/db/ledger/whole-log";
import { withWorker } from "./owner-url";
import { tell } from "./told";

// npm run ledger:verify [file] [--checkpoint FILE] [--key KEY|FILE]: of a file, or of the whole log of the database.

const verifier = fileURLToPath(new URL("./auditor/verify.mjs", import.meta.url));
const [first = "", ...rest] = process.argv.slice(2);
const isFile = first !== "" && !first.startsWith("--");

await tell(async () => {
  process.exitCode = isFile ? await verify([first, ...rest]) : await verifyDatabase([first, ...rest].filter(Boolean));
});

async function verifyDatabase(options: readonly string[]): Promise<number> {
  let code = 1;
  await withWorker(async (url) => {
    const sql = openPool(url, { name: "windlass verification", max: 1, timeouts: { statement: 60_000, lock: 30_000 } });
    code = await verify(["-", ...options], wholeLog(sql, null));
    await sql.end({ timeout: 1 });
  });
  return code;
}

async function verify(words: readonly string[], lines?: AsyncIterable<string>): Promise<number> {
  // The pipe ends with this process, and the verifier with it.
  const child = lines
    ? spawn(process.execPath, [verifier, ...words], { stdio: ["pipe", "inherit", "inherit"] })
    : spawnGuarded(process.execPath, [verifier, ...words], {}).child;
  const ended = once(child, "close");
  // A verifier that finds something wrong reads no further.
  const read = lines && child.stdin ? await pipeline(Readable.from(lines), child.stdin).then(() => null, String) : null;
  const [code] = await ended;
  if (code === 0 && read) throw new Error(`The log could not be read completely: ${read}`);
  return Number(code ?? 1);
}
