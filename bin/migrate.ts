import { startEmbedded } from "@/db/embedded/start-embedded";
import { type InstallationKind, type MigrateOptions, migrate } from "@/db/install/migrate";
import { readSettings } from "@/lib/settings/settings";
import { dataFolder } from "./data-folder";
import { withSecretFiles } from "./keys/secret-files";
import { runCommand } from "./run-command";
import { acquireFolderLock } from "./serve/folder-lock";

// npm run db:migrate [-- --go-back]: also to functions and rules that a later build has replaced.

const goBack = process.argv.includes("--go-back");

await runCommand(async () => {
  const read = readSettings(withSecretFiles(process.env));
  if (!read.ok) throw new Error(read.problems.join("\n"));
  const { databases, kind, appUrl, siteTimezone, organisation } = read.settings;
  const how = { goBack, siteTimezone, organisation };
  if (databases) await migrate(databases.migrate, kind, how);
  else await migrateEmbedded(kind, appUrl, how);
  console.log("The database is up to date.");
});

async function migrateEmbedded(kind: InstallationKind, address: string, how: MigrateOptions): Promise<void> {
  const lock = await acquireFolderLock(dataFolder, address);
  // A running copy migrated when it started.
  if (typeof lock !== "function") return console.log(`Windlass runs from this folder (process ${lock.pid}).`);
  const { urls, stop } = await startEmbedded(dataFolder, { report: console.log });
  await migrate(urls.owner, kind, how).finally(stop);
}
