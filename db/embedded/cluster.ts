import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

// The keys of the file stay: an installation of an earlier build has it, with `place` for its data folder.
const clusterFile = z
  .object({
    port: z.number().int(),
    place: z.string(),
    bootstrapped: z.boolean(),
    passwords: z.object({
      postgres: z.string(),
      owner: z.string(),
      signin: z.string(),
      app: z.string(),
      worker: z.string(),
    }),
  })
  .transform(({ place: dataFolder, ...rest }) => ({ ...rest, dataFolder }));

/** The description of an embedded cluster, stored beside its data: its folder, port and passwords. */
export type Cluster = z.infer<typeof clusterFile>;

export type ClusterUrls = { owner: string; app: string; signin: string; worker: string };

/** Reads the description in `folder`; null when no cluster was ever started there. */
export async function readCluster(folder: string): Promise<Cluster | null> {
  const file = fileIn(folder);
  if (!existsSync(file)) return null;
  return clusterFile.parse(JSON.parse(await readFile(file, "utf8")));
}

/** Stores the description atomically, readable by its owner only. */
export async function writeCluster(folder: string, { dataFolder, ...rest }: Cluster): Promise<void> {
  await mkdir(folder, { recursive: true });
  const half = `${fileIn(folder)}.new`;
  await writeFile(half, `${JSON.stringify({ ...rest, place: dataFolder }, null, 2)}\n`, { mode: 0o600 });
  await rename(half, fileIn(folder));
}

/** A description with new passwords for a cluster whose data will lie in `dataFolder`. */
export function newCluster(dataFolder: string): Cluster {
  const password = () => randomBytes(24).toString("base64url");
  return {
    port: 0,
    dataFolder,
    bootstrapped: false,
    passwords: { postgres: password(), owner: password(), signin: password(), app: password(), worker: password() },
  };
}

/** One connection string for each of the four roles. */
export function clusterUrls({ port, passwords }: Cluster): ClusterUrls {
  const url = (role: keyof ClusterUrls) => `postgres://windlass_${role}:${passwords[role]}@127.0.0.1:${port}/windlass`;
  return { owner: url("owner"), app: url("app"), signin: url("signin"), worker: url("worker") };
}

/** The superuser's connection string, for making the roles and nothing else. */
export function superuserUrl({ port, passwords }: Cluster, database: string): string {
  return `postgres://postgres:${passwords.postgres}@127.0.0.1:${port}/${database}`;
}

function fileIn(folder: string): string {
  return join(folder, "cluster.json");
}
