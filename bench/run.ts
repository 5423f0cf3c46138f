import { mkdir, writeFile } from "node:fs/promises";
import { arch, cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { buildIfStale } from "../bin/serve/build";
import { ShutdownHooks } from "../bin/serve/shutdown-hooks";
import { Product } from "../e2e/product";
import { against } from "./against/against";
import { tableOfCompared } from "./against/table";
import { benchAttacks } from "./attacks";
import { experienceTable } from "./browser";
import { changesSince } from "./compare";
import { figureTable } from "./figures";
import { fillHistory } from "./fill-history";
import { benchLedger } from "./ledger";
import { benchMemory } from "./memory";
import { benchPeer, tableOfPeer } from "./peer/peer";
import { benchReport } from "./report";
import { rowTable } from "./rows";
import { benchSpeed } from "./speed";

const usage = `Say which:
  npm run bench [-- speed|ledger|memory|attacks] [--quick] [--changes 100000] [--compare .bench/old.json]
  npm run bench -- --against <commit> [--quick] [--changes 100000] [--years 9] [--clients 1,8] [--only list,step] [--within 0.02] [--minutes 40] [--mixed]
  npm run bench -- --peer addresses.txt [--peer-cookie cookie.txt] [--peer-pid 4711,4712]`;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    compare: { type: "string" },
    changes: { type: "string" },
    years: { type: "string" },
    against: { type: "string" },
    clients: { type: "string", default: "1,8" },
    only: { type: "string", default: "" },
    within: { type: "string", default: "0.02" },
    minutes: { type: "string" },
    mixed: { type: "boolean", default: false },
    peer: { type: "string" },
    "peer-cookie": { type: "string" },
    "peer-pid": { type: "string" },
  },
});
const clients = values.clients.split(",").map((word) => numberOf(word, 1));
const [part = values.against ? "against" : values.peer ? "peer" : "speed"] = positionals;
const parts = { speed, ledger: ledgerAndReport, memory, attacks, against: againstCommit, peer };
if (!isPart(part)) throw new Error(usage);

if (part !== "peer") await buildIfStale(new ShutdownHooks());
await parts[part]();
if (part !== "peer" && values.peer) await peer();

function isPart(word: string): word is keyof typeof parts {
  return word in parts;
}

async function speed(): Promise<void> {
  const measured = await benchSpeed(
    values.quick,
    values.changes === undefined ? undefined : numberOf(values.changes, 0),
  );
  console.log(
    `\n${rowTable(measured.rows)}\n\n${figureTable(measured.figures)}\n\n${experienceTable(measured.felt)}\n`,
  );
  if (values.compare) console.log(`${await changesSince(values.compare, measured.rows)}\n`);
  await saveRun({ speed: measured });
}

async function againstCommit(): Promise<void> {
  const changes = numberOf(values.changes, values.quick ? 3000 : 10_000);
  const measured = await against({
    commit: values.against ?? "",
    // About 900 changes a month, as far as there are so many.
    history: { changes, years: numberOf(values.years, Math.min(9, Math.max(1, Math.round(changes / 11_000)))) },
    clients,
    only: values.only.split(",").filter((word) => word !== ""),
    within: numberOf(values.within, 0.02),
    minutes: numberOf(values.minutes, values.quick ? 15 : 40),
    isMixed: values.mixed,
  });
  console.log(`\n${tableOfCompared(measured)}\n`);
  await saveRun({ against: values.against, measured });
}

async function peer(): Promise<void> {
  const measurements = await benchPeer({
    addresses: values.peer ?? "",
    cookie: values["peer-cookie"],
    pids: (values["peer-pid"] ?? "")
      .split(",")
      .filter(Boolean)
      .map((word) => numberOf(word, 0)),
    clients,
    seconds: values.quick ? 1 : 5,
  });
  console.log(`\n${tableOfPeer(measurements)}\n`);
}

function numberOf(word: string | undefined, otherwise: number): number {
  const value = Number(word ?? otherwise);
  if (!(value > 0)) throw new Error(usage);
  return value;
}

async function memory(): Promise<void> {
  const [few, many] = values.quick ? [1000, 10_000] : [10_000, 100_000];
  const figures = await benchMemory(few, many);
  console.log(figureTable(figures));
  await saveRun({ figures });
}

async function attacks(): Promise<void> {
  const figures = await benchAttacks(values.quick ? 300 : 1000);
  console.log(figureTable(figures));
  await saveRun({ figures });
}

async function ledgerAndReport(): Promise<void> {
  const product = await Product.start();
  try {
    const historySize = values.quick
      ? { simulated: 300, copies: 10, years: 1 }
      : { simulated: 2040, copies: 61, years: 6 };
    console.log(`Filling the database: ${historySize.simulated} changes told, ${historySize.copies} copies of each …`);
    await fillHistory(await product.urlOf("owner"), historySize);
    const owner = await product.sql("owner");
    const [size] =
      await owner`select (select count(*) from changes) as changes, (select count(*) from events) as events`;
    console.log(`${size?.changes} changes, ${size?.events} events\n`);
    const parts = { ledger: await benchLedger(product), report: await benchReport(product) };
    for (const [name, figures] of Object.entries(parts)) console.log(`${name}\n${figureTable(figures)}\n`);
    await saveRun({ size, parts });
  } finally {
    await product.remove();
  }
}

async function saveRun(results: object): Promise<void> {
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 1e9),
    arch: arch(),
    node: process.version,
  };
  const file = `.bench/${part}${values.quick ? "-quick" : ""}.json`;
  await mkdir(".bench", { recursive: true });
  await writeFile(file, JSON.stringify({ at: new Date().toISOString(), machine, ...results }, null, 2));
  console.log(`Written to ${file}.`);
}
