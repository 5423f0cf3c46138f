import { startEmbedded } from "@/db/embedded/embedded";
import { type How, type InstallationKind, migrate } from "@/db/install/migrate";
import { readSettings } from "@/lib/settings/settings";
import { dataFolder } from "./data-folder";
import { withSecretFiles } from "./keys/secret-files";
import { becomeOnlyCopy } from "./serve/one-copy";
import { tell } from "./told";

// npm run db:migrate [-- --go-back]: also to functions and rules that a later build has replaced.

const goBack = process.argv.includes("--go-back");

await tell(async () => {
  const read = readSettings(withSecretFiles(process.env));
  if (!read.ok) throw new Error(read.problems.join("\n"));
  const { databases, kind, appUrl, siteTimezone, organisation } = read.settings;
  const how = { goBack, siteTimezone, organisation };
  if (databases) await migrate(databases.migrate, kind, how);
  else await migrateEmbedded(kind, appUrl, how);
  console.log("The database is up to date.");
});

async function migrateEmbedded(kind: InstallationKind, address: string, how: How): Promise<void> {
  const taken = await becomeOnlyCopy(dataFolder, address);
  // A running copy migrated when it started.
  if (typeof taken !== "function") return console.log(`Windlass runs from this folder (process ${taken.pid}).`);
  const { urls, stop } = await startEmbedded(dataFolder, { say: console.log });
  await migrate(urls.owner, kind, how).finally(stop);
}
