import type { ClusterUrls } from "../../db/embedded/cluster";
import { startEmbedded } from "../../db/embedded/start-embedded";
import { installedPostgres } from "../../testing/throw-away-postgres";

export type InstalledDatabase = {
  env: Readonly<Record<string, string>>;
  /** Where it is not the one of the product's own folder. */
  urlOf?(role: keyof ClusterUrls): string;
  stop(): Promise<void>;
};

/** Null unless TEST_POSTGRES names an installation: the product then uses its embedded database. */
export async function installedDatabase(folder: string): Promise<InstalledDatabase | null> {
  const installed = installedPostgres();
  if (!installed) return null;
  const { urls, stop } = await startEmbedded(folder, { fsync: false, installed });
  const env = {
    DATABASE_URL: urls.app,
    SIGNIN_DATABASE_URL: urls.signin,
    WORKER_DATABASE_URL: urls.worker,
    MIGRATE_DATABASE_URL: urls.owner,
    WINDLASS_DEMO: "1",
  };
  return { env, stop };
}
