import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

// Only the program is unpacked: installed, the package would start a Prometheus.
const folder = "node_modules/.cache/promtool";
const unpacked = join(folder, "usr/bin/promtool");

/** Prometheus' own checker of metrics and rules: found, or unpacked from Debian's package where there is apt; else undefined. */
export function ensurePromtool() {
  if (spawnSync("promtool", ["--version"]).status === 0) return "promtool";
  return existsSync(unpacked) || unpack() ? unpacked : undefined;
}

function unpack() {
  if (spawnSync("apt-get", ["--version"]).status !== 0) return false;
  console.log("Fetching promtool for the tests …");
  mkdirSync(folder, { recursive: true });
  const download = () => run("apt-get", ["download", "-q", "prometheus"]);
  if (!download() && !(run("apt-get", ["update", "-q"]) && download())) return false;
  const file = readdirSync(folder).find((name) => name.endsWith(".deb"));
  return file !== undefined && run("dpkg-deb", ["-x", file, "."]) && existsSync(unpacked);
}

const run = (program, words) => spawnSync(program, words, { cwd: folder, stdio: "ignore" }).status === 0;
