import { readFile } from "node:fs/promises";
import type { Product } from "../e2e/product";

/** The child of `npm start` that runs Next. */
export async function webServerPid(product: Product): Promise<number> {
  const children = await readFile(`/proc/${product.pid}/task/${product.pid}/children`, "utf8");
  for (const pid of children.trim().split(" ").map(Number)) {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (command.includes("next")) return pid;
  }
  throw new Error("There is no web server to measure.");
}

export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** `stop` returns the peak in megabytes. */
export function watchMemory(pid: number): { stop: () => number } {
  let peakMb = 0;
  const look = async () => {
    peakMb = Math.max(peakMb, await residentMb(pid).catch(() => 0));
  };
  const watch = setInterval(look, 200);
  return {
    stop: () => {
      clearInterval(watch);
      return peakMb;
    },
  };
}
