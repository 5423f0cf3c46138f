import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import type { BackupHead, BackupKeys } from "@/db/backup/backup-format";
import { type ReadBackup, readBackup } from "@/db/backup/read-backup";
import { refuseLaterBackup, restoreBackup } from "@/db/backup/restore-backup";
import { settleRestored } from "@/db/backup/settle-restored";
import { installationAt } from "@/db/connection/installation-kind-at";
import { migrate } from "@/db/install/migrate";
import { dataFolder } from "../data-folder";
import { keyFiles } from "../keys/key-files";
import { readCompressed } from "./backup-file";
import { type Command, parseArguments, UsageError } from "./command";
import { durationWords, startProgress } from "./progress";
import { replay } from "./replay";
import { verifyDatabase } from "./verify";
import { withOwnerAsItIs } from "./with-database";

export const command: Command = {
  usage: `FILE [--send-pending] [--with-keys] [--no-check]
  FILE            a backup; it is read completely and checked before anything is written
  --send-pending  sends the notices that waited at the backup; only where nothing was sent after it, as in a planned move
  --with-keys     also writes the backup's keys into the data folder, where it holds none
  --no-check      does not verify the ledger and replay the records afterwards
  Into an empty database: that of MIGRATE_DATABASE_URL or DATABASE_URL, else a new embedded one.`,
  run: restore,
};

type Options = ReturnType<typeof readArguments>;

async function restore(args: readonly string[]): Promise<number> {
  const options = readArguments(args);
  const began = performance.now();
  const checked = await checkFile(options.file);
  let findings = 0;
  await withOwnerAsItIs(async (url) => {
    await restoreRows(url, checked, options);
    await bringUpToDate(url, checked, options);
    if (options.withKeys) await writeKeys(checked.keys);
    if (!options.noCheck) findings = await check(url, checked);
  });
  const took = durationWords(performance.now() - began);
  console.log(findings > 0 ? `Restored, with findings that you have to look at (${took}).` : `Restored (${took}).`);
  return findings > 0 ? 1 : 0;
}

function readArguments(args: readonly string[]) {
  const { values, positionals } = parseArguments(args, { allowPositionals: true, options });
  const [file, ...others] = positionals;
  if (!file || others.length > 0) throw new UsageError("Name one file.");
  const { "send-pending": sendsPending, "with-keys": withKeys, "no-check": noCheck } = values;
  return { file, sendsPending, withKeys, noCheck };
}

const flag = { type: "boolean", default: false } as const;
const options = { "send-pending": flag, "with-keys": flag, "no-check": flag };

async function checkFile(file: string): Promise<ReadBackup> {
  const progress = startProgress("Checking the file");
  const refuseLater = {
    head: async (head: BackupHead) => refuseLaterBackup(head),
  };
  const checked = await readBackup(readCompressed(file, progress.update), refuseLater).finally(progress.end);
  const { takenAt, product, changes, events, tables } = checked;
  console.log(
    `${file} is complete: Windlass ${product}, ${takenAt}, ${changes.toLocaleString("en")} changes, ${events.toLocaleString("en")} events, ${tables.length} tables.`,
  );
  return checked;
}

async function restoreRows(url: string, checked: ReadBackup, { file, sendsPending }: Options): Promise<void> {
  const [restoring, comparing] = [startProgress("Restoring"), startProgress("Comparing")];
  await restoreBackup(url, checked, {
    open: () => readCompressed(file),
    holdsDeliveries: !sendsPending,
    progress: (work, rows, total) => (work === "restore" ? restoring : comparing).update(rows, total),
  }).finally(() => {
    restoring.end();
    comparing.end();
  });
  console.log("Every table equals the backup’s.");
}

// By what the backup says of the installation: the next start brings what the environment says.
async function bringUpToDate(url: string, { kind, takenAt }: ReadBackup, { sendsPending }: Options): Promise<void> {
  const { siteTimezone, organisation } = await installationAt(url);
  await migrate(url, kind, { siteTimezone, organisation });
  const { sessions, deliveries } = await settleRestored(url, { takenAt, givesUp: !sendsPending });
  console.log(
    `Triggers, functions and rights are in place. ${sessions} sessions were ended. ${deliveries} unsent notices were given up: send them again on /deliveries if nobody got them.`,
  );
}

async function writeKeys(keys: BackupKeys | null): Promise<void> {
  if (!keys) return console.log("The backup holds no keys.");
  await mkdir(dataFolder, { recursive: true });
  for (const [name, { file }] of Object.entries(keyFiles)) {
    const [path, key] = [`${dataFolder}/${file}`, new Map(Object.entries(keys)).get(name)];
    if (key === undefined) continue;
    if (existsSync(path)) console.log(`${path} exists already and stays as it is.`);
    else await writeFile(path, key, { mode: 0o600, flag: "wx" });
  }
}

/** Returns how many findings there are. */
async function check(url: string, { checkpoint }: ReadBackup): Promise<number> {
  const differences = await replay(url);
  if (checkpoint === null) {
    console.log("The backup has no checkpoint, so the ledger was not verified.");
    return differences;
  }
  return differences + (await verifyDatabase(url, []));
}
