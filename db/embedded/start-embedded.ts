import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Cluster, type ClusterUrls, clusterUrls, newCluster, readCluster, writeCluster } from "./cluster";
import { endOrphan } from "./end-orphan";
import { freePort } from "./free-port";
import { makeRolesAndDatabase } from "./make-roles";
import { postgresFolder } from "./postgres-binaries";
import { type Account, canReach, serverAccount } from "./server-account";
import { type GuardedProcess, runProgram, type ServerFolders, startServer } from "./start-server";

export type Embedded = {
  urls: ClusterUrls;
  /** Aborts open transactions, flushes to disk, then stops. */
  stop(): Promise<void>;
  /** Resolves when the server ends without having been asked to. */
  died: Promise<void>;
};

type Options = { fsync?: boolean; report?: (sentence: string) => void; installed?: Installed };

/** A PostgreSQL installed on this machine: its folder, and `initdb`'s locale options. */
export type Installed = { readonly folder: string; readonly locale: readonly string[] };

/**
 * Starts PostgreSQL 18, or the `installed` one, on the data in `folder`; the first start creates the cluster and its four roles.
 * Only one process at a time may do so. `fsync: false` is for tests: a crash may then lose everything.
 */
export async function startEmbedded(
  folder: string,
  { fsync = true, report = () => {}, installed }: Options = {},
): Promise<Embedded> {
  await mkdir(folder, { recursive: true });
  const home = await realpath(folder);
  const cluster = (await readCluster(home)) ?? (await createCluster(home, report));
  const data = resolve(home, cluster.dataFolder);
  const account = serverAccount(data);
  const serverFolders = {
    data,
    account,
    binaries: installed?.folder ?? (await postgresFolder(account, rootDataFolder)),
    log: join(home, "postgres.log"),
  };

  await endOrphan(data);
  if (!cluster.bootstrapped)
    await initialise(cluster, serverFolders, { fsync, locale: installed?.locale ?? defaultLocale });
  cluster.port = await freePort(cluster.port);
  await writeCluster(home, cluster);
  const server = await startServer(cluster, serverFolders, { fsync });
  if (!cluster.bootstrapped) await bootstrap(home, cluster);
  return embeddedServer(cluster, server);
}

const rootDataFolder = "/var/lib/windlass";

async function createCluster(home: string, say: (sentence: string) => void): Promise<Cluster> {
  const cluster = newCluster(await chooseDataFolder(home, say));
  const data = resolve(home, cluster.dataFolder);
  if (existsSync(data))
    throw new Error(`${data} contains a database, but ${home}/cluster.json with its passwords is gone.`);
  await writeCluster(home, cluster);
  return cluster;
}

async function chooseDataFolder(home: string, say: (sentence: string) => void): Promise<string> {
  const localFolder = "postgres";
  const account = serverAccount(join(home, localFolder));
  if (account.uid === undefined) return localFolder;
  await chmod(home, 0o711);
  if (canReach(account, home)) return localFolder;
  const rootFolder = join(rootDataFolder, createHash("sha256").update(home).digest("hex").slice(0, 12));
  say(
    `PostgreSQL cannot run as root, and the account it runs as cannot enter ${home}: its data lies in ${rootFolder}.`,
  );
  return rootFolder;
}

const defaultLocale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

type InitOptions = { fsync: boolean; locale: readonly string[] };

async function initialise(
  cluster: Cluster,
  serverFolders: ServerFolders,
  { fsync, locale }: InitOptions,
): Promise<void> {
  const { data, account, binaries } = serverFolders;
  const password = `${data}.password`;
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true });
  await chmod(data, 0o700);
  await writeFile(password, cluster.passwords.postgres, { mode: 0o600 });
  for (const path of [data, password]) await chownTo(path, account);
  const args = ["-D", data, "--username=postgres", `--pwfile=${password}`, "--auth=scram-sha-256"];
  args.push("--encoding=UTF8", ...locale);
  await runProgram(join(binaries, "bin", "initdb"), fsync ? args : [...args, "--no-sync"], account, data);
  await rm(password);
}

async function chownTo(path: string, { uid, gid }: Account): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

async function bootstrap(home: string, cluster: Cluster): Promise<void> {
  await makeRolesAndDatabase(cluster);
  cluster.bootstrapped = true;
  await writeCluster(home, cluster);
}

function embeddedServer(cluster: Cluster, server: GuardedProcess): Embedded {
  let isStopping = false;
  const ended = once(server.child, "exit");
  const died = new Promise<void>((resolve) => void ended.then(() => isStopping || resolve()));
  const stop = async () => {
    isStopping = true;
    server.end();
    await ended;
  };
  return { urls: clusterUrls(cluster), stop, died };
}
