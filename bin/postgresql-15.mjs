import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// Debian's and Ubuntu's place, that of the RPMs, and Homebrew's.
const places = [
  "/usr/lib/postgresql/15",
  "/usr/pgsql-15",
  "/opt/homebrew/opt/postgresql@15",
  "/usr/local/opt/postgresql@15",
];

/** The folder of a PostgreSQL 15, the oldest that the product runs on: found, or installed where root has apt; else undefined. */
export function ensurePostgres15() {
  return postgres15OnMachine() ?? (install() ? postgres15OnMachine() : undefined);
}

function postgres15OnMachine() {
  const { stdout } = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" });
  const folders = [...places, ...(stdout ? [join(stdout.trim(), "..")] : [])];
  return folders.find((folder) => existsSync(join(folder, "bin", "initdb")) && isVersion15(folder));
}

function isVersion15(folder) {
  const { stdout } = spawnSync(join(folder, "bin", "postgres"), ["--version"], { encoding: "utf8" });
  return /\b15\.\d/.test(stdout ?? "");
}

function install() {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return false;
  console.log("Installing PostgreSQL 15 for the tests …");
  apt(["update"]);
  return apt(["install", "postgresql-common"]) && withoutMainCluster(() => apt(["install", "postgresql-15"]));
}

// Debian's package would create and start a cluster; only the programs are needed.
function withoutMainCluster(work) {
  const file = "/etc/postgresql-common/createcluster.conf";
  const before = readFileSync(file, "utf8");
  writeFileSync(file, `${before}\ncreate_main_cluster = false\n`);
  try {
    return work();
  } finally {
    writeFileSync(file, before);
  }
}

function apt([verb, ...names]) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const words = [verb, "-y", "-q", "--no-install-recommends", ...names];
  return spawnSync("apt-get", words, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}
