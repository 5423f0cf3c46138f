/** Runs of whole numbers in their order, each from its first to its last. */
export type Runs = readonly (readonly [first: number, last: number])[];

/** What lies between the runs, without the numbers of `but`. */
export function gapsIn(runs: Runs, but: Runs = []): Runs {
  const gaps = runs.slice(1).map(([first], place): Runs[number] => [(runs[place]?.[1] ?? first) + 1, first - 1]);
  return but.reduce((left, [first, last]) => left.flatMap((gap) => without(gap, first, last)), gaps);
}

const without = ([from, to]: Runs[number], first: number, last: number): (readonly [number, number])[] => {
  if (last < from || first > to) return [[from, to]];
  const pieces: (readonly [number, number])[] = [
    [from, first - 1],
    [last + 1, to],
  ];
  return pieces.filter(([start, end]) => start <= end);
};

/** Runs in words: "CHG-1004 to CHG-1006, CHG-1010". */
export const tellRuns = (runs: Runs): string =>
  runs.map(([first, last]) => (first === last ? `CHG-${first}` : `CHG-${first} to CHG-${last}`)).join(", ");
