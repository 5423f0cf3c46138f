import { type Counted, perRequest } from "./cpu/counted";
import { totalMs } from "./cpu/cpu-time";

/** One page or step at one history size and number of clients; `floor` is the baseline. */
export type Row = {
  readonly what: string;
  readonly changes: number;
  readonly clients: number;
  readonly page: Speed;
  readonly floor: Speed;
  readonly queries: number;
  readonly databaseMs: number;
  /** Each statement with its milliseconds, to find the slow one. */
  readonly logged: readonly string[];
  readonly ratios: Ratios;
};
export type Speed = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly kilobytes: number;
  /** CPU time a request: server and PostgreSQL, and PostgreSQL alone. */
  readonly cpuMs: number;
  readonly databaseCpuMs: number;
};
type Ratios = {
  /** Throughput relative to the baseline. */
  readonly ofFloor: number;
  /** p95 relative to the baseline. */
  readonly p95OfFloor: number;
  /** CPU time relative to the baseline. */
  readonly cpuOfFloor: number;
  /** p50 relative to the least history. */
  readonly ofSmall: number;
  /** CPU time relative to the least history. */
  readonly cpuOfSmall: number;
};

export function speedOf(runs: readonly Counted[]): Speed {
  const times = runs.flatMap((run) => run.times).sort((one, other) => one - other);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  const sum = (of: (run: Counted) => number) => runs.reduce((total, run) => total + of(run), 0);
  const cpu = perRequest({
    times,
    cpu: { serverMs: sum((run) => run.cpu.serverMs), databaseMs: sum((run) => run.cpu.databaseMs) },
  });
  return {
    perSecond: times.length / sum((run) => run.seconds),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    kilobytes: sum((run) => run.bytes) / times.length / 1024,
    cpuMs: totalMs(cpu),
    databaseCpuMs: cpu.databaseMs,
  };
}

export const ratiosOf = (page: Speed, floor: Speed, small: Speed): Ratios => ({
  ofFloor: page.perSecond / floor.perSecond,
  p95OfFloor: page.p95 / floor.p95,
  cpuOfFloor: page.cpuMs / floor.cpuMs,
  ofSmall: page.p50 / small.p50,
  cpuOfSmall: page.cpuMs / small.cpuMs,
});

type Column = readonly [head: string, of: (row: Row) => string];
const fixed = (digits: number, of: (row: Row) => number) => (row: Row) => of(row).toFixed(digits);

const columns: readonly Column[] = [
  ["", ({ what }) => what],
  ["changes", ({ changes }) => changes.toLocaleString("en")],
  ["clients", ({ clients }) => String(clients)],
  ["/s", fixed(0, ({ page }) => page.perSecond)],
  ["p50", fixed(1, ({ page }) => page.p50)],
  ["p95", fixed(1, ({ page }) => page.p95)],
  ["p99", fixed(1, ({ page }) => page.p99)],
  ["KB", fixed(1, ({ page }) => page.kilobytes)],
  ["CPU", fixed(1, ({ page }) => page.cpuMs)],
  ["of it db", fixed(1, ({ page }) => page.databaseCpuMs)],
  ["queries", fixed(0, ({ queries }) => queries)],
  ["in db", fixed(1, ({ databaseMs }) => databaseMs)],
  ["floor /s", fixed(0, ({ floor }) => floor.perSecond)],
  ["of floor", fixed(2, ({ ratios }) => ratios.ofFloor)],
  ["p95 ×floor", fixed(2, ({ ratios }) => ratios.p95OfFloor)],
  ["CPU ×floor", fixed(1, ({ ratios }) => ratios.cpuOfFloor)],
  ["×least history", fixed(2, ({ ratios }) => ratios.ofSmall)],
  ["CPU ×least", fixed(2, ({ ratios }) => ratios.cpuOfSmall)],
];

/** Times are in milliseconds. */
export const rowTable = (rows: readonly Row[]): string =>
  alignColumns([columns.map(([head]) => head), ...rows.map((row) => columns.map(([, of]) => of(row)))]);

/** The first column left-aligned, the others right-aligned. */
export function alignColumns(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const cell = (text: string, index: number) =>
    index === 0 ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0);
  return lines.map((line) => line.map(cell).join("  ")).join("\n");
}
