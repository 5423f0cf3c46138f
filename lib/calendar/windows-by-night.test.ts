import { expect, it } from "vitest";
import { windowsByNight } from "./windows-by-night";

const window = (starts: string, ends: string) => ({ starts: `2026-06-${starts}:00Z`, ends: `2026-06-${ends}:00Z` });
const [evening, small, noon, later] = [
  window("10T21:00", "10T22:00"),
  window("11T05:00", "11T07:30"),
  window("11T10:00", "11T11:00"),
  window("20T10:00", "20T11:00"),
];
const all = [evening, small, noon, later];

it("a night is a day and what follows until the morning; each is shown once", () => {
  expect(windowsByNight(all, ["2026-06-10T22:15:00Z", "2026-06-10T23:00:00Z"], "UTC")).toEqual({
    nights: [{ date: "2026-06-10", windows: [evening, small] }],
    laterCount: 2,
  });
});

it("nights that share a window both show it, and it counts once", () => {
  const { nights, laterCount } = windowsByNight(all, ["2026-06-11T08:00:00Z", "2026-06-10T20:00:00Z"], "UTC");
  expect(nights.map(({ date, windows }) => [date, windows.length])).toEqual([
    ["2026-06-10", 2],
    ["2026-06-11", 2],
  ]);
  expect(laterCount).toBe(1);
});
