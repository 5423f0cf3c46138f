import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { drawSample, populationHash } from "../../lib/report/sample";

const root = fileURLToPath(new URL("../..", import.meta.url));
const command = join(root, "bin/auditor/sample.mjs");
const folder = mkdtempSync(join(tmpdir(), "windlass-sample-"));
afterAll(() => rmSync(folder, { recursive: true }));

const digest = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const example = [1001, 1002, 1003, 1004, 1005].map((id) => `CHG-${id}`);
const document = readFileSync(join(root, "docs/sample.md"), "utf8");
const drawnInDocument = [...document.matchAll(/`(CHG-\d+)` \| `[0-9a-f]{64}` \| yes/g)].map(([, number]) => number);

function report(numbers: readonly string[], about: object = {}): string {
  const file = join(folder, "report.json");
  const records = numbers.map(
    (number, index) =>
      `{"record":${index + 2},"number":"${number}","subject":"change","events":[\n{"place":1,"canonical":"{}"}\n]}`,
  );
  writeFileSync(
    file,
    `{"format":"windlass-evidence","version":1,\n"about":${JSON.stringify(about)},\n"records":[\n${records.join(",\n")}\n]}\n`,
  );
  return file;
}

const draw = (file: string, size: number, seed: string) =>
  execFileSync("node", [command, file, "--size", String(size), "--seed", seed], { encoding: "utf8" })
    .trim()
    .split("\n");

describe("the worked example of docs/sample.md", () => {
  it("is what the report draws", () => {
    expect(document).toContain(populationHash(example, digest));
    for (const number of example)
      expect(document).toContain(`\`${number}\` | \`${digest(`spring audit\n${number}`)}\``);
    expect(drawnInDocument).toHaveLength(2);
    expect(drawSample(example, 2, "spring audit", digest)).toEqual(drawnInDocument);
  });

  it("is what the command draws", () => {
    expect(draw(report([...example].reverse()), 2, "spring audit")).toEqual([
      "population 5",
      `sha256     ${populationHash(example, digest)}`,
      'sample     2 with the seed "spring audit"',
      ...drawnInDocument,
    ]);
  });
});

it("draws the same in command and report, across a change of digits and with any seed", () => {
  const numbers = Array.from({ length: 400 }, (_, index) => `CHG-${9800 + index}`);
  for (const seed of ["x", "ünïcode 🎲", "2026-05-01/2026-05-31"])
    expect(draw(report(numbers), 25, seed).slice(3)).toEqual(drawSample(numbers, 25, seed, digest));
});

it("draws everything where the sample is larger than the population", () =>
  expect(draw(report(example), 500, "x").slice(3)).toEqual(example));

it("refuses a file that holds other changes than it says, and what is no report", () => {
  const population = { count: 5, hash: populationHash(example, digest) };
  expect(draw(report(example, { population }), 2, "spring audit").slice(3)).toEqual(drawnInDocument);
  expect(errorOf(report(example.slice(1), { population }))).toContain("not complete");
  writeFileSync(join(folder, "other.json"), "{}\n");
  expect(errorOf(join(folder, "other.json"))).toContain("not a report.json");
});

function errorOf(file: string): string {
  const { status, stderr } = spawnSync("node", [command, file, "--size", "2", "--seed", "x"], { encoding: "utf8" });
  expect(status).toBe(1);
  return stderr;
}
