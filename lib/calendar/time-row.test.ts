import { describe, expect, it } from "vitest";
import { columnCounts, columnsOf, overlapsIn, placeInRow } from "./time-row";

const day = { from: "2026-06-10T00:00:00Z", to: "2026-06-11T00:00:00Z" };
const window = (starts: string, ends: string) => ({ starts: `2026-06-${starts}:00Z`, ends: `2026-06-${ends}:00Z` });

describe("a row of a system", () => {
  it.each([
    ["a quarter", window("10T00:00", "10T00:15"), [1, 2]],
    ["an hour and a bit", window("10T10:00", "10T11:05"), [41, 46]],
    ["what began before and goes on after", window("09T10:00", "12T11:00"), [1, 97]],
    ["the last minute", window("10T23:59", "11T00:30"), [96, 97]],
    ["nothing but an instant", window("10T12:00", "10T12:00"), [49, 50]],
  ])("draws %s where it is", (_, item, [column, columnEnd]) => {
    expect(columnsOf(item, day, columnCounts[1])).toEqual({ column, columnEnd });
  });

  it("keeps labels apart in lanes, and the time where it is", () => {
    const items = [window("10T10:00", "10T10:30"), window("10T11:00", "10T11:30"), window("10T23:30", "11T00:00")];
    const { placed, lanes, leftOver } = placeInRow(items, day, columnCounts[1]);
    expect(placed.map(({ lane, column, timeColumn }) => [lane, column, timeColumn])).toEqual([
      [0, 41, 41],
      [1, 45, 45],
      [0, 77, 95],
    ]);
    expect([lanes, leftOver]).toEqual([2, []]);
  });

  it("has a bounded number of lanes, and says what found none", () => {
    const items = Array.from({ length: 12 }, () => window("10T10:00", "10T11:00"));
    const { placed, lanes, leftOver } = placeInRow(items, day, columnCounts[1]);
    expect([placed.length, lanes, leftOver.length]).toEqual([8, 8, 4]);
  });

  it("knows what overlaps; what only meets does not", () => {
    const [one, other, next] = [
      window("10T10:00", "10T11:00"),
      window("10T10:30", "10T12:00"),
      window("10T12:00", "10T13:00"),
    ];
    const overlaps = overlapsIn([one, other, next]);
    expect([overlaps.get(one), overlaps.get(other), overlaps.get(next)]).toEqual([[other], [one], []]);
  });
});
