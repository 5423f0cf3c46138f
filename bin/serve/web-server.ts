import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Settings } from "@/lib/settings/settings";
import { rootFolder } from "../root-folder";
import { localAddress } from "./port";

type WebServer = { stop(): Promise<void>; died: Promise<void> };

// Bounds the memory that a burst of requests leaves behind: a small young generation, an old one that grows to twice the
// live data, and two malloc arenas (docs/speed.md).
const memoryLimits = {
  flags: ["--max-semi-space-size=16", "--heap-growing-percent=100"],
  env: { MALLOC_ARENA_MAX: "2" },
};

const preloads = ["console-lines", "leave-with-parent", "socket-address", "page-encoding"].flatMap((name) => [
  "--import",
  pathToFileURL(join(rootFolder, `bin/serve/${name}.mjs`)).href,
]);

/** Longer than the minute for which proxies keep a connection: one that the server closed first costs a request a 502. */
const keepAliveMs = 65_000;
const gracePeriodMs = 10_000;
const readyTimeoutMs = 300_000;

export function startWebServer(
  { host, port, webProcesses }: Settings,
  env: NodeJS.ProcessEnv,
  { development }: { development: boolean },
): WebServer {
  const next = serverProgram(development, host, port);
  // In development Next passes flags to a child by NODE_OPTIONS, which rejects these.
  const flags = development ? [] : memoryLimits.flags;
  // In development one process compiles for all.
  const shared =
    webProcesses > 1 && !development ? [join(rootFolder, "bin/serve/web-processes.mjs"), String(webProcesses)] : [];
  const child = spawn(process.execPath, [...flags, ...preloads, ...shared, ...next], {
    cwd: rootFolder,
    env: { ...memoryLimits.env, ...env, HOSTNAME: host, KEEP_ALIVE_TIMEOUT: String(keepAliveMs) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // Its own process group: Ctrl-C reaches only us, and we stop everything in order.
    detached: process.platform !== "win32",
  });
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGTERM");
    await Promise.race([ended, pause(gracePeriodMs, null, { ref: false })]);
    child.kill("SIGKILL");
  };
  return { stop, died: ended.then(() => {}) };
}

/** A release brings a server of its own, which reads where it listens from the environment. */
function serverProgram(development: boolean, host: string, port: number): readonly string[] {
  if (process.env.WINDLASS_IS_RELEASE) return [join(rootFolder, "server.mjs")];
  const command = development ? ["dev"] : ["start", "--keepAliveTimeout", String(keepAliveMs)];
  return [join(rootFolder, "node_modules/next/dist/bin/next"), ...command, "-H", host, "-p", String(port)];
}

/** On a timeout the error contains the last response. */
export async function waitUntilReady({ host, port }: Settings): Promise<void> {
  const address = `${localAddress(host, port)}/readyz`;
  const deadline = Date.now() + readyTimeoutMs;
  for (;;) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) }).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > deadline)
      throw new Error(`Windlass did not become ready: ${(await answer?.text()) ?? "no answer"}`);
    await pause(100);
  }
}
