import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import { type ZipEntry, zipStream } from "./zip-stream";

const modifiedAt = new Date("2026-11-30T12:00:00Z");

async function* entriesOf(files: Readonly<Record<string, readonly Uint8Array[]>>): AsyncGenerator<ZipEntry> {
  for (const [name, pieces] of Object.entries(files))
    yield {
      name,
      content: (async function* () {
        yield* pieces;
      })(),
    };
}

const large = Buffer.from(Array.from({ length: 60_000 }, (_, index) => `${index * 7919},`).join(""));
const files = {
  "README.txt": [Buffer.from("Read me.\n")],
  "pages/große Übersicht.html": [large.subarray(0, 200_000), large.subarray(200_000)],
  "empty.txt": [],
};

it("writes an archive that others read: same names, same bytes", async () => {
  const bytes = new Uint8Array(await new Response(zipStream(entriesOf(files), { modifiedAt })).arrayBuffer());
  const unpacked = unzipSync(bytes);
  expect(Object.keys(unpacked)).toEqual(Object.keys(files));
  for (const [name, pieces] of Object.entries(files))
    expect(Buffer.concat([...pieces]).equals(unpacked[name] ?? Buffer.of(1)), name).toBe(true);
  expect(bytes.length).toBeLessThan(large.length / 2);
});

it("writes an archive that Python's zipfile finds no fault in", () => writeAndTest("python3", ["-m", "zipfile", "-t"]));
it("writes an archive that unzip finds no fault in", () => writeAndTest("unzip", ["-t"]));

async function writeAndTest(program: string, options: readonly string[]): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), "windlass-zip-")), "pack.zip");
  writeFileSync(file, new Uint8Array(await new Response(zipStream(entriesOf(files), { modifiedAt })).arrayBuffer()));
  expect(readFileSync(file).subarray(0, 2).toString()).toBe("PK");
  try {
    execFileSync(program, [...options, file], { stdio: "pipe" });
  } catch (error) {
    // Not every machine has the program; with it, its verdict counts.
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

it("ends for a reader who takes nothing any more, and leaves the files it was reading", async () => {
  let isLeft = false;
  async function* endless() {
    try {
      for (;;) yield large;
    } finally {
      isLeft = true;
    }
  }
  async function* one(): AsyncGenerator<ZipEntry> {
    yield { name: "endless", content: endless() };
  }
  const reader = zipStream(one(), { modifiedAt, stallMs: 50 }).getReader();
  await reader.read();
  await setTimeout(200);
  await expect(
    (async () => {
      for (;;) await reader.read();
    })(),
  ).rejects.toThrow("not read any further");
  expect(isLeft).toBe(true);
});
