import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { acquireFolderLock } from "./folder-lock";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "windlass-copy-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("a second copy learns who runs and where; when the first lets go, it may run", async () => {
  const release = await acquireFolderLock(folder, "http://localhost:3000");
  expect(await acquireFolderLock(folder, "http://localhost:4000")).toMatchObject({
    pid: process.pid,
    address: "http://localhost:3000",
  });
  if (typeof release === "function") release();
  expect(typeof (await acquireFolderLock(folder, "http://localhost:4000"))).toBe("function");
});

it("what a killed copy left behind holds nobody up", async () => {
  await writeFile(join(folder, "lock"), "");
  expect(typeof (await acquireFolderLock(folder, "http://localhost:3000"))).toBe("function");
});

it("of two copies that start together, one runs", async () => {
  const locks = await Promise.all([acquireFolderLock(folder, "http://a"), acquireFolderLock(folder, "http://b")]);
  expect(locks.filter((each) => typeof each === "function")).toHaveLength(1);
});
