import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { type Cluster, readCluster } from "@/db/embedded/cluster";
import { startEmbedded } from "@/db/embedded/start-embedded";
import { migrate } from "@/db/install/migrate";
import { installedPostgres, temporaryFolder } from "./throw-away-postgres";

declare module "vitest" {
  interface ProvidedContext {
    cluster: Cluster;
  }
}

/**
 * Starts one throw-away PostgreSQL for all test files; its database `windlass` is the template of theirs. TEST_POSTGRES names
 * the folder of an installed one (`/usr/lib/postgresql/15`) to run them on, instead of the embedded 18.
 */
export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  const folder = await temporaryFolder("windlass-test-");
  const postgres = await startEmbedded(folder, { fsync: false, installed: installedPostgres() });
  await migrate(postgres.urls.owner, "demo");
  const cluster = await readCluster(folder);
  if (!cluster) throw new Error("the test cluster left no description");
  project.provide("cluster", cluster);
  return async () => {
    await postgres.stop();
    await rm(resolve(folder, cluster.dataFolder), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
}
