import { type Cpu, totalMs } from "../cpu/cpu-time";
import { alignColumns, type Speed, speedOf } from "../rows";
import type { Compared } from "./against";
import { type Ratio, verdictOn } from "./ratio";
import { ratioOfTurns } from "./turns";

/** What counts as slower: a twentieth more. */
const limit = 1.05;

const heads = [
  "",
  "clients",
  "CPU old",
  "CPU new",
  "new/old",
  "95 % of it",
  "at 1.05",
  "server",
  "PostgreSQL",
  "×floor",
  "/s old",
  "/s new",
  "KB old",
  "KB new",
  "script KB",
  "blocks",
];

/** The pages and steps as a table of plain text: CPU milliseconds a request, of the server and PostgreSQL together, and ratios. */
export const tableOfCompared = (all: readonly Compared[]): string => alignColumns([heads, ...all.map(lineOf)]);

function lineOf(compared: Compared): string[] {
  const { work, blocks, floor, script } = compared;
  const name = [work.what, String(work.clients)];
  if (blocks.length === 0) return [...name, ...heads.slice(2).map(() => "")];
  const [old, now] = [blocks.flatMap((block) => block.old), blocks.flatMap((block) => block.new)];
  const [before, after] = [speedOf(old), speedOf(now)];
  const ratio = ratioOfTurns(compared, totalMs);
  return [
    ...name,
    before.cpuMs.toFixed(1),
    after.cpuMs.toFixed(1),
    ratio.ratio.toFixed(3),
    intervalOf(ratio),
    verdicts[verdictOn(ratio, limit)],
    shareOf(compared, ({ serverMs }) => serverMs),
    shareOf(compared, ({ databaseMs }) => databaseMs),
    floor.length > 0 ? (after.cpuMs / speedOf(floor).cpuMs).toFixed(1) : "",
    perSecond(before),
    perSecond(after),
    before.kilobytes.toFixed(1),
    after.kilobytes.toFixed(1),
    script ? `${script.old.toFixed(0)} → ${script.new.toFixed(0)}` : "",
    String(blocks.length),
  ];
}

const verdicts = { above: "slower", within: "not slower", open: "open" };

/** The ratio of a part of the cost; nothing where too little was asked of that part to count. */
function shareOf(compared: Compared, part: (cpu: Cpu) => number): string {
  const { ratio } = ratioOfTurns(compared, part);
  return Number.isFinite(ratio) ? ratio.toFixed(2) : "";
}

const intervalOf = ({ low, high }: Ratio): string =>
  Number.isFinite(high) ? `${low.toFixed(3)}–${high.toFixed(3)}` : "one block";

const perSecond = ({ perSecond: value }: Speed): string =>
  Number.isNaN(value) ? "" : value.toFixed(value < 10 ? 1 : 0);
