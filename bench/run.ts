import { mkdir, writeFile } from "node:fs/promises";
import { arch, cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { buildIfStale } from "../bin/serve/build";
import { Stops } from "../bin/serve/stops";
import { Product } from "../e2e/product";
import { benchAttacks } from "./attacks";
import { tableOfFelt } from "./browser";
import { movedSince } from "./compare";
import { tableOf } from "./figures";
import { benchLedger } from "./ledger";
import { manyChanges } from "./many-changes";
import { benchMemory } from "./memory";
import { benchReport } from "./report";
import { tableOfRows } from "./rows";
import { benchSpeed } from "./speed";

// npm run bench [-- speed|ledger|memory|attacks] [--quick] [--compare .bench/old.json]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false }, compare: { type: "string" } },
});
const [part = "speed"] = positionals;
const parts = { speed, ledger: ledgerAndReport, memory, attacks };
if (!isPart(part))
  throw new Error("Say which: npm run bench [-- speed|ledger|memory|attacks] [--quick] [--compare old.json]");

await buildIfStale(new Stops());
await parts[part]();

function isPart(word: string): word is keyof typeof parts {
  return word in parts;
}

async function speed(): Promise<void> {
  const measured = await benchSpeed(values.quick);
  console.log(`\n${tableOfRows(measured.rows)}\n\n${tableOf(measured.figures)}\n\n${tableOfFelt(measured.felt)}\n`);
  if (values.compare) console.log(`${await movedSince(values.compare, measured.rows)}\n`);
  await keep({ speed: measured });
}

async function memory(): Promise<void> {
  const [few, many] = values.quick ? [1000, 10_000] : [10_000, 100_000];
  const figures = await benchMemory(few, many);
  console.log(tableOf(figures));
  await keep({ figures });
}

async function attacks(): Promise<void> {
  const figures = await benchAttacks(values.quick ? 300 : 1000);
  console.log(tableOf(figures));
  await keep({ figures });
}

async function ledgerAndReport(): Promise<void> {
  const product = await Product.start();
  try {
    const wanted = values.quick ? { told: 300, copies: 10, years: 1 } : { told: 2040, copies: 61, years: 6 };
    console.log(`Filling the database: ${wanted.told} changes told, ${wanted.copies} copies of each …`);
    await manyChanges(await product.urlOf("owner"), wanted);
    const owner = await product.sql("owner");
    const [size] =
      await owner`select (select count(*) from changes) as changes, (select count(*) from events) as events`;
    console.log(`${size?.changes} changes, ${size?.events} events\n`);
    const parts = { ledger: await benchLedger(product), report: await benchReport(product) };
    for (const [name, figures] of Object.entries(parts)) console.log(`${name}\n${tableOf(figures)}\n`);
    await keep({ size, parts });
  } finally {
    await product.remove();
  }
}

async function keep(measured: object): Promise<void> {
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 1e9),
    arch: arch(),
    node: process.version,
  };
  const file = `.bench/${part}${values.quick ? "-quick" : ""}.json`;
  await mkdir(".bench", { recursive: true });
  await writeFile(file, JSON.stringify({ at: new Date().toISOString(), machine, ...measured }, null, 2));
  console.log(`Written to ${file}.`);
}
