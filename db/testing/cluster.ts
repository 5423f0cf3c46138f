import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../embedded";
import { type Cluster, clusterUrls, readCluster, writeCluster } from "../embedded-cluster";
import { makeRolesAndDatabase } from "../embedded-roles";
import { migrate } from "../migrate";

declare module "vitest" {
  interface ProvidedContext {
    cluster: Cluster;
  }
}

/**
 * Starts one throw-away PostgreSQL for all test files; its database `windlass` is the template of theirs. With
 * TEST_CLUSTER the tests run in another one, an empty Debian PostgreSQL 15 say, which that file describes.
 */
export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.TEST_CLUSTER) return describedCluster(project, process.env.TEST_CLUSTER);
  const folder = await mkdtemp(join(tmpdir(), "windlass-test-"));
  const postgres = await startEmbedded(folder, { fsync: false });
  await migrate(postgres.urls.owner, "demo");
  const cluster = await readCluster(folder);
  if (!cluster) throw new Error("the test cluster left no description");
  project.provide("cluster", cluster);
  return async () => {
    await postgres.stop();
    await rm(resolve(folder, cluster.place), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
}

async function describedCluster(project: TestProject, file: string): Promise<() => Promise<void>> {
  const cluster = await readCluster(dirname(file));
  if (!cluster) throw new Error(`${file} describes no cluster`);
  if (!cluster.bootstrapped) await makeRolesAndDatabase(cluster);
  await writeCluster(dirname(file), { ...cluster, bootstrapped: true });
  await migrate(clusterUrls(cluster).owner, "demo");
  project.provide("cluster", cluster);
  return async () => {};
}
