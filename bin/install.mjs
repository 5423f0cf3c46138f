import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";

const stamp = "node_modules/.windlass-lock";
const npmsOwnRecord = "node_modules/.package-lock.json";

/** Installs what package-lock.json says when it is missing or older; the working folder is the repository's. */
export function installIfStale() {
  const wanted = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
  if (isInstalled(wanted)) return;
  console.log("Installing what package-lock.json names …");
  const words = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = npm(words);
  if (status !== 0) throw new Error("npm could not install what package-lock.json names.");
  writeFileSync(stamp, wanted);
}

function isInstalled(wanted) {
  if (!existsSync(npmsOwnRecord)) return false;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return true;
  // Somebody ran npm themselves since.
  return statSync(npmsOwnRecord).mtimeMs >= statSync("package-lock.json").mtimeMs;
}

function npm(words) {
  const script = process.env.npm_execpath;
  if (script?.endsWith("npm-cli.js")) return spawnSync(process.execPath, [script, ...words], { stdio: "inherit" });
  return spawnSync("npm", words, { stdio: "inherit", shell: process.platform === "win32" });
}
