import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { buildIfStale } from "../bin/build";
import { Stops } from "../bin/stops";
import { Product } from "../e2e/product";
import { tableOf } from "./figures";
import { benchLedger } from "./ledger";
import { manyChanges } from "./many-changes";
import { benchReport } from "./report";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });

await buildIfStale(new Stops());
const product = await Product.start();
try {
  const wanted = values.quick ? { told: 300, copies: 10, years: 1 } : { told: 2040, copies: 61, years: 6 };
  console.log(`Filling the database: ${wanted.told} changes told, ${wanted.copies} copies of each …`);
  const owner = await product.sql("owner");
  await manyChanges(await product.urlOf("owner"), wanted);
  const [size] = await owner`select (select count(*) from changes) as changes, (select count(*) from events) as events`;
  console.log(`${size?.changes} changes, ${size?.events} events\n`);
  const parts = { ledger: await benchLedger(product), report: await benchReport(product) };
  for (const [name, figures] of Object.entries(parts)) console.log(`${name}\n${tableOf(figures)}\n`);
  await mkdir(".bench", { recursive: true });
  await writeFile(".bench/last.json", JSON.stringify({ at: new Date().toISOString(), size, parts }, null, 2));
} finally {
  await product.remove();
}
