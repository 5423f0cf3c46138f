import { parseArgs } from "node:util";
import { z } from "zod";
import { loadHistory } from "@/db/seed/load-history";
import { runCommand } from "./run-command";
import { withOwner } from "./with-database";

const usage = "Usage: npm run seed -- --changes 10000 [--years 1] (at most 1,000,000 changes of 9 years)";
const seedOptions = z.object({
  changes: z.coerce.number(usage).int(usage).min(1, usage).max(1_000_000, usage),
  years: z.coerce.number(usage).int(usage).min(1, usage).max(9, usage),
});

await runCommand(() => withOwner(seed));

async function seed(url: string): Promise<void> {
  const read = seedOptions.safeParse(parseOptions());
  if (!read.success) throw new Error(usage);
  const began = Date.now();
  const done = await loadHistory(url, read.data, ({ changes, events }) =>
    console.log(`${changes.toLocaleString("en")} changes, ${events.toLocaleString("en")} steps`),
  );
  const seconds = (Date.now() - began) / 1000;
  console.log(
    `Loaded in ${seconds.toFixed(1)} s: ${Math.round(done.events / seconds).toLocaleString("en")} steps a second.`,
  );
}

function parseOptions() {
  const { values } = parseArgs({ options: { changes: { type: "string" }, years: { type: "string", default: "1" } } });
  return values;
}
