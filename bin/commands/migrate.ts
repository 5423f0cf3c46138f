import { startEmbedded } from "@/db/embedded/start-embedded";
import { type InstallationKind, type MigrateOptions, migrate } from "@/db/install/migrate";
import { addressProblems, refuseProblems } from "@/db/install/roles/check-addresses";
import { seedDemo } from "@/db/seed/demo/seed-demo";
import type { DatabaseUrls } from "@/lib/settings/database-urls";
import { dataFolder } from "../data-folder";
import { withSecretFiles } from "../keys/secret-files";
import { acquireFolderLock } from "../serve/folder-lock";
import { settingsFor } from "../serve/start-settings";
import { type Command, UsageError } from "./command";

export const command: Command = {
  usage: `[--go-back]
  Brings the database up to date; that of a demonstration gets its people and systems too.
  --go-back  also returns to functions and rules that a later build has replaced`,
  run: migrateConfigured,
};

async function migrateConfigured(args: readonly string[]): Promise<undefined> {
  const [goBack, ...others] = args;
  if (others.length > 0 || (goBack !== undefined && goBack !== "--go-back"))
    throw new UsageError("The only argument is --go-back.");
  const settings = settingsFor(withSecretFiles(process.env), "migrate");
  const { databases, kind, appUrl, siteTimezone, organisation } = settings;
  const how = { goBack: goBack !== undefined, siteTimezone, organisation };
  if (databases) await migrateAt(databases, kind, how);
  else await migrateEmbedded(kind, appUrl, how);
  console.log("The database is up to date.");
}

async function migrateAt(databases: DatabaseUrls, kind: InstallationKind, how: MigrateOptions): Promise<void> {
  refuseProblems(await addressProblems(databases, ["owner"]));
  await migrate(databases.migrate, kind, how);
  if (kind === "demo") await seedDemo(databases.migrate);
}

async function migrateEmbedded(kind: InstallationKind, address: string, how: MigrateOptions): Promise<void> {
  const lock = await acquireFolderLock(dataFolder, address);
  // A running copy migrated when it started.
  if (typeof lock !== "function") return console.log(`Windlass runs from this folder (process ${lock.pid}).`);
  const { urls, stop } = await startEmbedded(dataFolder, { report: console.log });
  await migrate(urls.owner, kind, how).finally(stop);
}
