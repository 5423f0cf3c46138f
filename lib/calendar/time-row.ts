import { assignColumns } from "./day-grid";

type Timed = { readonly starts: string; readonly ends: string };
type Bounds = { readonly from: string; readonly to: string };

/** The columns of a row by the days that it covers: a quarter of an hour, an hour, two hours, four hours each. */
export const columnCounts = { 1: 96, 3: 72, 7: 84, 14: 84 } as const;
/** The columns that a label of 18 characters takes. */
const labelColumns = 20;
const maxLanes = 8;

/** Where an item is drawn: its label in a lane, and in it the columns of its time; 1-based, ends after the last. */
export type PlacedItem<T> = {
  readonly item: T;
  readonly lane: number;
  readonly column: number;
  readonly columnEnd: number;
  readonly timeColumn: number;
  readonly timeColumnEnd: number;
};

/** The columns that a time takes within the period, at least one. Days of 23 and 25 hours are as long as they are. */
export function columnsOf({ starts, ends }: Timed, { from, to }: Bounds, columns: number) {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const at = (instant: string) => Math.min(Math.max((Date.parse(instant) - first) / (last - first), 0), 1) * columns;
  const column = Math.min(Math.floor(at(starts)), columns - 1);
  return { column: column + 1, columnEnd: Math.max(Math.ceil(at(ends)), column + 1) + 1 };
}

/** The items of a row in lanes, so that no label covers another; those that find no lane are left over. */
export function placeInRow<T extends Timed>(items: readonly T[], bounds: Bounds, columns: number) {
  const segments = items.map((item) => {
    const { column, columnEnd } = columnsOf(item, bounds, columns);
    return { item, timeColumn: column, timeColumnEnd: columnEnd, fromMinute: column - 1, toMinute: columnEnd - 1 };
  });
  const { placed, beside } = assignColumns(segments, maxLanes, labelColumns, columns);
  return {
    placed: placed.map(({ segment: { item, timeColumn, timeColumnEnd, fromMinute }, column: lane, until }) => ({
      item,
      lane,
      column: fromMinute + 1,
      columnEnd: until + 1,
      timeColumn,
      timeColumnEnd,
    })),
    lanes: Math.max(1, ...placed.map(({ column }) => column + 1)),
    leftOver: beside.map(({ item }) => item),
  };
}

/** The items that overlap another of the row: by item, those others. */
export function overlapsIn<T extends Timed>(items: readonly T[]): ReadonlyMap<T, readonly T[]> {
  const meets = (one: T, other: T) =>
    Date.parse(one.starts) < Date.parse(other.ends) && Date.parse(other.starts) < Date.parse(one.ends);
  return new Map(items.map((one) => [one, items.filter((other) => other !== one && meets(one, other))]));
}
