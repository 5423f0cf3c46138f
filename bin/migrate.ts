import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { readSettings } from "@/lib/settings";
import { dataFolder } from "./data-folder";
import { becomeOnlyCopy } from "./one-copy";
import { withSecretFiles } from "./secret-files";

const read = readSettings(withSecretFiles(process.env));
if (!read.ok) {
  console.error(read.problems.join("\n"));
  process.exit(1);
}
const { databases, kind, appUrl } = read.settings;
if (databases) await migrate(databases.migrate, kind);
else await migrateEmbedded();
console.log("The database has every migration.");
process.exit(0);

async function migrateEmbedded(): Promise<void> {
  const taken = await becomeOnlyCopy(dataFolder, appUrl);
  // A running copy migrated when it started.
  if (typeof taken !== "function") return console.log(`Windlass runs from this folder (process ${taken.pid}).`);
  const { urls, stop } = await startEmbedded(dataFolder, { say: console.log });
  await migrate(urls.owner, kind).finally(stop);
}
