import { expect, it } from "vitest";
import {
  addMinutes,
  formatPermille,
  formatSeconds,
  median,
  permille,
  secondsBetween,
  toMicroseconds,
} from "./exact-time";

it("reckons to the microsecond", () => {
  expect(toMicroseconds("2026-05-01T00:00:00.000001Z") - toMicroseconds("2026-05-01T00:00:00Z")).toBe(1);
  expect(secondsBetween("2026-05-01T00:00:00.000999Z", "2026-05-01T00:00:01.000000Z")).toBe(0);
  expect(secondsBetween("2026-05-01T00:00:01Z", "2026-05-01T00:00:00.5Z")).toBe(-1);
  expect(addMinutes("2026-02-28T23:59:59.123456Z", 1)).toBe("2026-03-01T00:00:59.123456Z");
  expect(addMinutes("1970-01-01T00:00:00.5Z", -1)).toBe("1969-12-31T23:59:00.500000Z");
});

it("finds the middle", () => {
  expect([median([]), median([3]), median([5, 1, 3]), median([1, 4, 2, 100]), median([1, 2])]).toEqual([
    null,
    3,
    3,
    3,
    1,
  ]);
});

it("rounds shares half up, in whole numbers", () => {
  expect([permille(1, 3), permille(2, 3), permille(1, 16), permille(0, 7), permille(7, 7), permille(0, 0)]).toEqual([
    333,
    667,
    63,
    0,
    1000,
    null,
  ]);
  expect([formatPermille(333), formatPermille(1000), formatPermille(5)]).toEqual(["33.3%", "100.0%", "0.5%"]);
});

it("tells durations by their two largest units", () => {
  expect([0, 59, 60, 61, 3600, 3660, 86_400, 90_061, 200_000, 86_459].map(formatSeconds)).toEqual([
    "0 s",
    "59 s",
    "1 min",
    "1 min 1 s",
    "1 h",
    "1 h 1 min",
    "1 day",
    "1 day 1 h",
    "2 days 7 h",
    "1 day",
  ]);
});
