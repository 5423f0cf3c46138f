/** Runs of whole numbers in their order, each from its first to its last. */
export type NumberRanges = readonly (readonly [first: number, last: number])[];

/** What lies between the runs, without the numbers of `but`. */
export function gapsIn(ranges: NumberRanges, excluded: NumberRanges = []): NumberRanges {
  const gaps = ranges
    .slice(1)
    .map(([first], index): NumberRanges[number] => [(ranges[index]?.[1] ?? first) + 1, first - 1]);
  return excluded.reduce((left, [first, last]) => left.flatMap((gap) => subtractRange(gap, first, last)), gaps);
}

const subtractRange = (
  [from, to]: NumberRanges[number],
  first: number,
  last: number,
): (readonly [number, number])[] => {
  if (last < from || first > to) return [[from, to]];
  const pieces: (readonly [number, number])[] = [
    [from, first - 1],
    [last + 1, to],
  ];
  return pieces.filter(([start, end]) => start <= end);
};

/** Runs in words: "CHG-1004 to CHG-1006, CHG-1010". */
export const formatRanges = (ranges: NumberRanges): string =>
  ranges.map(([first, last]) => (first === last ? `CHG-${first}` : `CHG-${first} to CHG-${last}`)).join(", ");
