import { parseArgs } from "node:util";
import { z } from "zod";
import { loadHistory } from "@/db/seed/load-history";
import { type Command, UsageError } from "./command";
import { startProgress } from "./progress";
import { withOwner } from "./with-database";

const bounds = { changes: 1_000_000, years: 9 };
const seedOptions = z.object({
  changes: z.coerce.number().int().min(1).max(bounds.changes),
  years: z.coerce.number().int().min(1).max(bounds.years),
});
type SeedOptions = z.infer<typeof seedOptions>;

export const command: Command = {
  usage: `--changes 10000 [--years 1]
  --changes  how many, at most ${bounds.changes.toLocaleString("en")}
  --years    over how many years, at most ${bounds.years}`,
  run: async (args) => {
    const read = seedOptions.safeParse(parseOptions(args));
    if (!read.success) throw new UsageError("--changes and --years are whole numbers within their bounds.");
    await withOwner((url) => seed(url, read.data));
    return undefined;
  },
};

async function seed(url: string, options: SeedOptions): Promise<void> {
  const began = Date.now();
  const progress = startProgress("Loading");
  const done = await loadHistory(url, options, ({ changes }) => progress.update(changes, options.changes)).finally(
    progress.end,
  );
  const seconds = (Date.now() - began) / 1000;
  console.log(
    `${done.changes.toLocaleString("en")} changes with ${done.events.toLocaleString("en")} steps were loaded in ${seconds.toFixed(1)} s: ${Math.round(done.events / seconds).toLocaleString("en")} steps a second.`,
  );
}

function parseOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: { changes: { type: "string" }, years: { type: "string", default: "1" } },
  });
  return values;
}
