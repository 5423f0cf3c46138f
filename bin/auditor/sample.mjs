#!/usr/bin/env node
// Draws the sample that the report draws (docs/sample.md), from an exported report.json, with nothing but Node.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

const usage = "npm run sample -- report.json --size 25 --seed words";

try {
  const { file, size, seed } = readOptions();
  const { numbers, about } = await read(file);
  const hash = digest(numbers.map((number) => `${number}\n`).join(""));
  console.log(`population ${numbers.length}`);
  console.log(`sha256     ${hash}`);
  check(about, numbers.length, hash);
  console.log(`sample     ${Math.min(size, numbers.length)} with the seed ${JSON.stringify(seed)}`);
  for (const number of sample(numbers, size, seed)) console.log(number);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { size: { type: "string" }, seed: { type: "string" } },
  });
  const [file] = positionals;
  const size = Number(values.size);
  if (!file || positionals.length > 1 || !Number.isInteger(size) || size < 1 || !values.seed) throw new Error(usage);
  return { file, size, seed: values.seed };
}

async function read(file) {
  const numbers = new Set();
  let about = {};
  let first = true;
  for await (const line of createInterface({
    input: createReadStream(file, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (first && !line.startsWith('{"format":"windlass-evidence","version":1'))
      throw new Error(`${file} is not a report.json of Windlass.`);
    first = false;
    if (line.startsWith('"about":')) about = JSON.parse(line.slice('"about":'.length).replace(/,$/, ""));
    const number = /^\{(?:"record":\d+,)?"number":"(CHG-\d+)"/.exec(line)?.[1];
    if (number) numbers.add(number);
  }
  return { numbers: [...numbers].sort((one, other) => digits(one) - digits(other)), about };
}

function check({ population }, count, hash) {
  if (!population) return;
  const same = population.count === count && population.hash === hash;
  if (!same)
    throw new Error(
      `The file is not complete: it declares ${population.count} changes with the hash ${population.hash}.`,
    );
}

/** The numbers with the smallest SHA-256 of seed, newline and number, in numeric order. */
function sample(numbers, size, seed) {
  return numbers
    .map((number) => ({ number, digest: digest(`${seed}\n${number}`) }))
    .sort((one, other) => (one.digest < other.digest ? -1 : 1))
    .slice(0, size)
    .map(({ number }) => number)
    .sort((one, other) => digits(one) - digits(other));
}

function digest(text) {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function digits(number) {
  return Number(number.slice("CHG-".length));
}
