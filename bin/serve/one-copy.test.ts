import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { becomeOnlyCopy } from "./one-copy";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "windlass-copy-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("a second copy learns who runs and where; when the first lets go, it may run", async () => {
  const letGo = await becomeOnlyCopy(folder, "http://localhost:3000");
  expect(await becomeOnlyCopy(folder, "http://localhost:4000")).toMatchObject({
    pid: process.pid,
    address: "http://localhost:3000",
  });
  if (typeof letGo === "function") letGo();
  expect(typeof (await becomeOnlyCopy(folder, "http://localhost:4000"))).toBe("function");
});

it("what a killed copy left behind holds nobody up", async () => {
  await writeFile(join(folder, "lock"), "");
  expect(typeof (await becomeOnlyCopy(folder, "http://localhost:3000"))).toBe("function");
});

it("of two copies that start together, one runs", async () => {
  const both = await Promise.all([becomeOnlyCopy(folder, "http://a"), becomeOnlyCopy(folder, "http://b")]);
  expect(both.filter((each) => typeof each === "function")).toHaveLength(1);
});
