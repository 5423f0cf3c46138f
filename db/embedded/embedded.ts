import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Account, canReach, serverAccount } from "./account";
import { postgresFolder } from "./binaries";
import { type Cluster, type ClusterUrls, clusterUrls, newCluster, readCluster, writeCluster } from "./cluster";
import { endOrphan } from "./orphan";
import { freePort } from "./port";
import { makeRolesAndDatabase } from "./roles";
import { type Guarded, runProgram, type ServerPlace, startServer } from "./server";

export type Embedded = {
  urls: ClusterUrls;
  /** Aborts open transactions, flushes to disk, then stops. */
  stop(): Promise<void>;
  /** Resolves when the server ends without having been asked to. */
  died: Promise<void>;
};

type Options = { fsync?: boolean; say?: (sentence: string) => void; installed?: Installed };

/** A PostgreSQL installed on this machine: its folder, and `initdb`'s locale options. */
export type Installed = { readonly folder: string; readonly locale: readonly string[] };

/**
 * Starts PostgreSQL 18, or the `installed` one, on the data in `folder`; the first start creates the cluster and its four roles.
 * Only one process at a time may do so. `fsync: false` is for tests: a crash may then lose everything.
 */
export async function startEmbedded(
  folder: string,
  { fsync = true, say = () => {}, installed }: Options = {},
): Promise<Embedded> {
  await mkdir(folder, { recursive: true });
  const home = await realpath(folder);
  const cluster = (await readCluster(home)) ?? (await foundCluster(home, say));
  const data = resolve(home, cluster.place);
  const account = serverAccount(data);
  const place = {
    data,
    account,
    binaries: installed?.folder ?? (await postgresFolder(account, placesOfRoot)),
    log: join(home, "postgres.log"),
  };

  await endOrphan(data);
  if (!cluster.bootstrapped) await initialise(cluster, place, { fsync, locale: installed?.locale ?? ownLocale });
  cluster.port = await freePort(cluster.port);
  await writeCluster(home, cluster);
  const server = await startServer(cluster, place, { fsync });
  if (!cluster.bootstrapped) await bootstrap(home, cluster);
  return running(cluster, server);
}

const placesOfRoot = "/var/lib/windlass";

async function foundCluster(home: string, say: (sentence: string) => void): Promise<Cluster> {
  const cluster = newCluster(await placeForData(home, say));
  const data = resolve(home, cluster.place);
  if (existsSync(data))
    throw new Error(`${data} holds a database, but ${home}/cluster.json with its passwords is gone.`);
  await writeCluster(home, cluster);
  return cluster;
}

async function placeForData(home: string, say: (sentence: string) => void): Promise<string> {
  const near = "postgres";
  const account = serverAccount(join(home, near));
  if (account.uid === undefined) return near;
  await chmod(home, 0o711);
  if (canReach(account, home)) return near;
  const far = join(placesOfRoot, createHash("sha256").update(home).digest("hex").slice(0, 12));
  say(`PostgreSQL cannot run as root, and the account it runs as cannot enter ${home}: its data lies in ${far}.`);
  return far;
}

const ownLocale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

type Making = { fsync: boolean; locale: readonly string[] };

async function initialise(cluster: Cluster, place: ServerPlace, { fsync, locale }: Making): Promise<void> {
  const { data, account, binaries } = place;
  const password = `${data}.password`;
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true });
  await chmod(data, 0o700);
  await writeFile(password, cluster.passwords.postgres, { mode: 0o600 });
  for (const path of [data, password]) await give(path, account);
  const words = ["-D", data, "--username=postgres", `--pwfile=${password}`, "--auth=scram-sha-256"];
  words.push("--encoding=UTF8", ...locale);
  await runProgram(join(binaries, "bin", "initdb"), fsync ? words : [...words, "--no-sync"], account, data);
  await rm(password);
}

async function give(path: string, { uid, gid }: Account): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

async function bootstrap(home: string, cluster: Cluster): Promise<void> {
  await makeRolesAndDatabase(cluster);
  cluster.bootstrapped = true;
  await writeCluster(home, cluster);
}

function running(cluster: Cluster, server: Guarded): Embedded {
  let asked = false;
  const ended = once(server.child, "exit");
  const died = new Promise<void>((resolve) => void ended.then(() => asked || resolve()));
  const stop = async () => {
    asked = true;
    server.end();
    await ended;
  };
  return { urls: clusterUrls(cluster), stop, died };
}
