import { describe, expect, it } from "vitest";
import { isSameSchedule, type OverlappingRoster, parseReplacedRosters, rosterReference } from "./overlapping-rosters";

const day = 86_400_000;
const held: OverlappingRoster = {
  ...{ id: 7, name: "Platform", stepSeq: 1, placedBy: "Ops Lead One", placedAt: "2026-11-29T12:00:00Z" },
  ...{ shifts: 2, whole: ["2026-12-01T00:00:00Z", "2026-12-03T00:00:00Z"], beyond: 0 },
  people: [{ id: 1, name: "Operator One" }],
  turns: [
    [0, day],
    [day, 2 * day],
  ],
};
const file = (title: string, people: readonly number[], ...turns: [number, number][]) => ({
  title,
  people,
  turns: turns.map(([from, until]) => [0, from, until] as const),
});

describe("hours that are held already", () => {
  it("are of the same schedule by its name, or by hours and somebody of both", () => {
    expect(isSameSchedule(held, file("platform ", [2], [5 * day, 6 * day]))).toBe(true);
    expect(isSameSchedule(held, file("Else", [1, 2], [day, 2 * day]))).toBe(true);
    expect(isSameSchedule(held, file("Else", [1], [100, day], [day, 3 * day]))).toBe(true); // the running one, cut
    expect(isSameSchedule(held, file("Else", [2], [day, 2 * day]))).toBe(false);
    expect(isSameSchedule(held, file("Else", [1], [day, 2 * day + 1]))).toBe(false);
  });

  it("are replaced as they were read, and nothing else is", () => {
    expect(parseReplacedRosters([rosterReference(held)])).toEqual([{ id: 7, expectedVersion: 1 }]);
    expect(parseReplacedRosters(["7", "7:", "x:1", "0:1", "7:1; drop", "1e3:1"])).toEqual([]);
    expect(parseReplacedRosters(Array.from({ length: 1000 }, () => "7:1"))).toHaveLength(20);
  });
});
