import { expect, it } from "vitest";
import { concurrentChangeSentence } from "./concurrent-change";

const change = {
  type: "normal",
  status: "scheduled",
  systems: ["dns", "web"],
  who: "Otto",
  windowStart: "2026-05-01T20:00:00Z",
  windowEnd: "2026-05-01T21:00:00Z",
} as const;
const span = (from: string, to: string) => `${from.slice(11, 16)} to ${to.slice(11, 16)}`;

it.each([
  [change, "is scheduled on dns and web, for 20:00 to 21:00 (Otto)."],
  [{ ...change, status: "in_progress" }, "is in progress on dns and web, for 20:00 to 21:00 (Otto)."],
  [{ ...change, status: "failed" }, "failed on dns and web and must be rolled back (Otto)."],
  [
    { ...change, type: "emergency", status: "in_progress", windowStart: null, windowEnd: null },
    "is an emergency in progress on dns and web (Otto).",
  ],
] as const)("says what a neighbour does: %o", (concurrent, words) => {
  expect(concurrentChangeSentence(concurrent, span)).toBe(words);
});
