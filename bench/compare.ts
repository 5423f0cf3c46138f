import { readFile } from "node:fs/promises";
import { z } from "zod";
import { alignColumns, type Row } from "./rows";

const row = z.object({
  what: z.string(),
  changes: z.number(),
  clients: z.number(),
  queries: z.number(),
  page: z.object({ kilobytes: z.number() }),
  ratios: z.object({ ofFloor: z.number(), p95OfFloor: z.number(), ofSmall: z.number() }),
});
const savedRun = z.object({ speed: z.object({ rows: z.array(row) }) });
type SavedRow = z.infer<typeof row>;

const figures: readonly [what: string, of: (row: SavedRow) => number][] = [
  ["of the floor", ({ ratios }) => ratios.ofFloor],
  ["p95, of the floor's", ({ ratios }) => ratios.p95OfFloor],
  ["of the least history", ({ ratios }) => ratios.ofSmall],
  ["queries", ({ queries }) => queries],
  ["KB", ({ page }) => page.kilobytes],
];

/** Figures that changed by more than a tenth since the saved run. */
export async function changesSince(file: string, rows: readonly Row[]): Promise<string> {
  const { speed } = savedRun.parse(JSON.parse(await readFile(file, "utf8")));
  const lines = rows.flatMap((now) => {
    const old = speed.rows.find((each) => rowName(each) === rowName(now));
    return old ? figures.flatMap(([what, of]) => changedFigure(`${rowName(now)}, ${what}`, of(old), of(now))) : [];
  });
  return lines.length > 0
    ? alignColumns([["what moved", "before", "now"], ...lines])
    : "Nothing moved by more than a tenth.";
}

// The number of changes varies slightly between runs.
const rowName = ({ what, changes, clients }: Pick<SavedRow, "what" | "changes" | "clients">) =>
  `${what}, ${changes.toPrecision(1)} changes, ${clients} clients`;

const changedFigure = (name: string, old: number, now: number): string[][] =>
  Math.abs(now - old) > 0.1 * Math.abs(old) ? [[name, old.toFixed(2), now.toFixed(2)]] : [];
