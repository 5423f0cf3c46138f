import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

// `ps` starts a process for each call.
const everyMs = process.platform === "linux" ? 200 : 2_000;

/**
 * Calls back when npm, which started this process through a shell, is gone: it passes SIGTERM on to that shell, which ends
 * without telling anybody, and of its own sudden death the shell hears nothing. Returns how to stop watching. Started in another
 * way, nobody's end is watched for.
 * @param {() => void} callback
 * @returns {() => void}
 */
export function whenNpmIsGone(callback) {
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const parent = process.ppid;
  const npm = isShell(parent) ? parentOf(parent) : null;
  const watch = setInterval(() => {
    if (process.ppid === parent && (npm === null || parentOf(parent) === npm)) return;
    clearInterval(watch);
    callback();
  }, everyMs);
  watch.unref();
  return () => clearInterval(watch);
}

/** @param {number} pid */
function isShell(pid) {
  try {
    const name = isLinux ? readFileSync(`/proc/${pid}/comm`, "utf8") : ps(pid, "comm=");
    return /(^|\/)-?(sh|bash|dash|ash|ksh|zsh)\s*$/.test(name);
  } catch {
    return false;
  }
}

/** @param {number} pid */
function parentOf(pid) {
  try {
    // After the name, which may hold anything, come the state and the parent.
    if (isLinux) return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
    return Number(ps(pid, "ppid="));
  } catch {
    return null;
  }
}

const isLinux = process.platform === "linux";

/**
 * @param {number} pid
 * @param {string} what
 */
const ps = (pid, what) => execFileSync("ps", ["-o", what, "-p", String(pid)], { encoding: "utf8" });
