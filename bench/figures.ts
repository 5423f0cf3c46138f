/** One measured figure; a `ratio` says of what, since a machine's speed is not the product's. */
export type Figure = { readonly what: string; readonly value: number; readonly unit: string; readonly aim?: string };

export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const began = performance.now();
  const result = await work();
  return { ms: performance.now() - began, result };
}

/** In milliseconds, after a warm-up run. */
export async function medianMs(times: number, work: () => Promise<unknown>): Promise<number> {
  await work();
  const all: number[] = [];
  for (let run = 0; run < times; run++) all.push((await timed(work)).ms);
  return all.sort((one, other) => one - other)[Math.floor(times / 2)] ?? 0;
}

export function figureTable(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ what }) => what.length));
  return figures
    .map(
      ({ what, value, unit, aim }) =>
        `${what.padEnd(width)}  ${formatValue(value).padStart(10)} ${unit}${aim ? `  (aim: ${aim})` : ""}`,
    )
    .join("\n");
}

const formatValue = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(value < 10 ? 2 : 1);
