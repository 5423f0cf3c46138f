import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { BackupKeys } from "@/db/backup/backup-format";
import { writeBackup } from "@/db/backup/write-backup";
import { dataFolder } from "../data-folder";
import { keyFiles } from "../keys/key-files";
import { withSecretFiles } from "../keys/secret-files";
import { readProductVersion } from "../product-version";
import { sizeWords, writeCompressed } from "./backup-file";
import { type Command, parseArguments, UsageError } from "./command";
import { durationWords, startProgress } from "./progress";
import { withOwnerAsItIs } from "./with-database";

export const command: Command = {
  usage: `FILE [--with-keys]
  FILE         a new file, such as windlass-2026-11-30.backup; it is compressed, and readable by you alone
  --with-keys  also the ledger's key, the gate's key and AUTH_SECRET: whoever has the file can then sign in your name
  Everything as of one moment, while people go on working.`,
  run: backUp,
};

async function backUp(args: readonly string[]): Promise<undefined> {
  const { file, withKeys } = readArguments(args);
  const keys = withKeys ? await readKeys() : null;
  const began = performance.now();
  const progress = startProgress("Backing up");
  let written: Awaited<ReturnType<typeof writeBackup>> | undefined;
  let size = 0;
  await withOwnerAsItIs(async (url) => {
    const done = await writeCompressed(file, (write) =>
      writeBackup(url, { product: readProductVersion().version, keys, write, progress: progress.update }),
    );
    [written, size] = [done.result, done.size];
  }).finally(progress.end);
  if (!written) return;
  const { changes, events, takenAt } = written;
  console.log(
    `${file} (${sizeWords(size)}) holds everything as of ${takenAt}: ${changes.toLocaleString("en")} changes, ${events.toLocaleString("en")} events. It took ${durationWords(performance.now() - began)}.`,
  );
  console.log(withKeys ? keysInside : keysOutside);
}

const keysInside = "It holds the keys: keep it as you keep them.";
const keysOutside =
  "It holds no key: keep LEDGER_KEY, GATE_KEY and AUTH_SECRET, or the data folder's files of them, elsewhere.";

function readArguments(args: readonly string[]) {
  const { values, positionals } = parseArguments(args, {
    allowPositionals: true,
    options: { "with-keys": { type: "boolean", default: false } },
  });
  const [file, ...others] = positionals;
  if (!file || others.length > 0) throw new UsageError("Name one file.");
  return { file, withKeys: values["with-keys"] };
}

async function readKeys(): Promise<BackupKeys> {
  const env = withSecretFiles(process.env);
  const found = await Promise.all(
    Object.entries(keyFiles).map(async ([name, { variable, file }]) => {
      const path = `${dataFolder}/${file}`;
      return [name, env[variable] ?? (existsSync(path) ? await readFile(path, "utf8") : undefined)];
    }),
  );
  return Object.fromEntries(found.filter(([, key]) => key !== undefined));
}
