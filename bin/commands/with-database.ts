import { clusterUrls, readCluster } from "@/db/embedded/cluster";
import { startEmbedded } from "@/db/embedded/start-embedded";
import { addressProblems, refuseProblems } from "@/db/install/roles/check-addresses";
import { databaseUrls } from "@/lib/settings/database-urls";
import { dataFolder } from "../data-folder";
import { withSecretFiles } from "../keys/secret-files";
import { openDatabases } from "../serve/databases";
import { acquireFolderLock } from "../serve/folder-lock";
import { ShutdownHooks } from "../serve/shutdown-hooks";
import { settingsFor } from "../serve/start-settings";

type Work = (url: string) => Promise<void>;

/** As the owner of the configured database, or of the embedded one, which is started if it is not running. */
export const withOwner = (work: Work): Promise<void> => withDatabase("migrate", work);

/** As the owner of a database that is neither migrated nor seeded before: of an empty one, or one of another build. */
export async function withOwnerAsItIs(work: Work): Promise<void> {
  const env = withSecretFiles(process.env);
  if (env.DATABASE_URL || env.MIGRATE_DATABASE_URL) {
    const urls = databaseUrls(env);
    refuseProblems(await addressProblems(urls, ["owner"]));
    return work(urls.migrate);
  }
  const lock = await acquireFolderLock(dataFolder, "a backup or a restore");
  if (typeof lock !== "function") return work((await runningClusterUrls()).owner);
  const stops = new ShutdownHooks();
  stops.add(lock);
  try {
    const { urls, stop } = await startEmbedded(dataFolder, { report: console.log });
    stops.add(stop);
    await work(urls.owner);
  } finally {
    await stops.runAll();
  }
}

/** As the worker, who may read the whole log. */
export const withWorker = (work: Work): Promise<void> => withDatabase("worker", work);

async function withDatabase(role: "migrate" | "worker", work: Work): Promise<void> {
  const env = withSecretFiles(process.env);
  if (env.DATABASE_URL || env.MIGRATE_DATABASE_URL) return work(databaseUrls(env)[role]);
  const settings = settingsFor(env, "migrate");
  const lock = await acquireFolderLock(dataFolder, settings.appUrl);
  if (typeof lock !== "function") return work((await runningClusterUrls())[role === "migrate" ? "owner" : role]);
  const stops = new ShutdownHooks();
  stops.add(lock);
  try {
    const { urls } = await openDatabases(settings, stops);
    await work(urls[role]);
  } finally {
    await stops.runAll();
  }
}

async function runningClusterUrls() {
  const cluster = await readCluster(dataFolder);
  if (!cluster?.bootstrapped) throw new Error("Windlass is starting for the first time. Try again when it is ready.");
  return clusterUrls(cluster);
}
