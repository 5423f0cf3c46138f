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
  const words = ["--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  // A lock file written where the registry lacks other machines' packages does not name them, and `ci` then refuses.
  const done =
    npm(["ci", ...words], "pipe").status === 0 || npm(["install", "--no-save", ...words], "inherit").status === 0;
  if (!done) throw new Error("npm could not install what package-lock.json names.");
  writeFileSync(stamp, wanted);
}

function isInstalled(wanted) {
  if (!existsSync(npmsOwnRecord)) return false;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return true;
  // Somebody ran npm themselves since.
  return statSync(npmsOwnRecord).mtimeMs >= statSync("package-lock.json").mtimeMs;
}

function npm(words, stdio) {
  const script = process.env.npm_execpath;
  if (script?.endsWith("npm-cli.js")) return spawnSync(process.execPath, [script, ...words], { stdio });
  return spawnSync("npm", words, { stdio, shell: process.platform === "win32" });
}
