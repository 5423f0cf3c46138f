import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { spawnGuarded } from "../db/connection/spawn-guarded.mjs";

const stamp = "node_modules/.windlass-lock";
const npmsOwnRecord = "node_modules/.package-lock.json";

/** Installs what package-lock.json says when it is missing or older; the working folder is the repository's. */
export async function installIfStale() {
  const lockHash = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
  if (isInstalled(lockHash)) return;
  console.log("Installing dependencies …");
  const words = ["--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  // A lock file written where the registry lacks other machines' packages does not name them, and `ci` then refuses.
  const done =
    (await npm(["ci", ...words], "ignore")) === 0 || (await npm(["install", "--no-save", ...words], "inherit")) === 0;
  if (!done) throw new Error("npm could not install the dependencies in package-lock.json.");
  writeFileSync(stamp, lockHash);
}

function isInstalled(lockHash) {
  if (!existsSync(npmsOwnRecord)) return false;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lockHash) return true;
  // Installed by hand since.
  return statSync(npmsOwnRecord).mtimeMs >= statSync("package-lock.json").mtimeMs;
}

// Ends with this process, so that no partial installation continues under the next one.
async function npm(words, stdio) {
  const script = process.env.npm_execpath;
  const [program, given] = script?.endsWith("npm-cli.js") ? [process.execPath, [script, ...words]] : ["npm", words];
  const shell = process.platform === "win32" && program === "npm";
  const { child } = spawnGuarded(program, given, { stdio: ["pipe", stdio, stdio], shell });
  const [code] = await once(child, "close");
  return code;
}
