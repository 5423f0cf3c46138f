import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { createConnection, createServer, type Server } from "node:net";
import { join, relative } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";

const lockHolderSchema = z.object({ id: z.string(), pid: z.number(), address: z.string(), since: z.string() });

type LockHolder = z.infer<typeof lockHolderSchema>;

/**
 * Locks `folder` for this process by a socket that dies with it; returns a function that releases the
 * lock, or who holds it and where they serve.
 */
export async function acquireFolderLock(folder: string, address: string): Promise<(() => void) | LockHolder> {
  await mkdir(folder, { recursive: true });
  const path = lockPath(folder);
  const other = await readLockHolder(path);
  if (other) return other;
  const self: LockHolder = { id: randomUUID(), pid: process.pid, address, since: new Date().toISOString() };
  const server = await listenOnLock(path, self);
  // Two processes that found the same dead socket may both have replaced it: the reachable one has the lock.
  await pause(100);
  const found = await readLockHolder(path);
  if (found && found.id !== self.id) return found;
  if (!server) throw new Error(`Two copies started in ${folder} at the same time. Start one of them again.`);
  return () => server.close();
}

/** Socket paths are limited to about 100 characters, so that the shorter of absolute and relative is used. */
function lockPath(folder: string): string {
  if (process.platform === "win32") return `\\\\.\\pipe\\windlass${folder.replaceAll(/\W/g, "-")}`;
  const [absolutePath, relativePath] = [join(folder, "lock"), relative(process.cwd(), join(folder, "lock"))];
  return relativePath.length < absolutePath.length ? relativePath : absolutePath;
}

async function readLockHolder(path: string): Promise<LockHolder | null> {
  const socket = createConnection(path);
  try {
    await once(socket, "connect");
    return lockHolderSchema.parse(JSON.parse(await text(socket)));
  } catch (error) {
    if (isUnheld(error)) return null;
    throw error;
  } finally {
    socket.destroy();
  }
}

/** Null where another process took the path at the same moment. */
async function listenOnLock(path: string, self: LockHolder): Promise<Server | null> {
  if (process.platform !== "win32") await rm(path, { force: true });
  const server = createServer((socket) => socket.on("error", () => {}).end(JSON.stringify(self)));
  server.listen(path);
  try {
    await once(server, "listening");
  } catch (error) {
    if (hasCode(error, ["EADDRINUSE"])) return null;
    throw error;
  }
  server.unref();
  return server;
}

const isUnheld = (error: unknown): boolean => hasCode(error, ["ENOENT", "ECONNREFUSED"]);

const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && "code" in error && codes.includes(String(error.code));
