import { describe, expect, it } from "vitest";
import { isPressing, remarksOn, type Times, windowTouches } from "./remarks";

const at = (time: string) => `2026-11-22T${time}.000000Z`;
const normal: Times = {
  type: "normal",
  status: "scheduled",
  windowStart: at("10:00:00"),
  windowEnd: at("12:00:00"),
  approvedAt: at("08:00:00"),
  startedAt: null,
  factsCompleteAt: null,
};
const emergency: Times = {
  ...normal,
  type: "emergency",
  status: "in_progress",
  windowStart: null,
  windowEnd: null,
  approvedAt: null,
  startedAt: at("10:00:00"),
};
const words = (change: Times, now: string) => remarksOn(change, now).map((remark) => remark.words);

describe("what the clock says", () => {
  it("of a window: ahead, open, missed, overrunning", () => {
    expect(words(normal, at("08:00:00"))).toEqual(["window opens in 2 h"]);
    expect(words(normal, at("11:00:00"))).toEqual(["window open for 1 h"]);
    expect(words(normal, at("12:30:00"))).toEqual(["window missed 30 min ago"]);
    expect(words({ ...normal, status: "in_progress" }, at("12:12:00"))).toEqual(["overrunning by 12 min"]);
    expect(words({ ...normal, status: "closed" }, at("23:00:00"))).toEqual([]);
  });

  it("of an approval: lapsed after 30 days", () => {
    const approved: Times = { ...normal, status: "approved", windowStart: null, windowEnd: null };
    expect(words(approved, "2026-12-22T08:00:00.000000Z")).toEqual([]);
    expect(words(approved, "2026-12-22T08:00:00.000001Z")).toEqual(["approval lapsed"]);
  });

  it("of the documentation of an emergency: due, late, and late for ever", () => {
    expect(words(emergency, at("13:00:00"))).toEqual(["documentation due in 21 h"]);
    expect(isPressing(emergency, "2026-11-23T10:00:00.000000Z")).toBe(false);
    expect(words(emergency, "2026-11-23T10:40:00.000000Z")).toEqual(["documentation late by 40 min"]);
    expect(
      words(
        { ...emergency, status: "closed", factsCompleteAt: "2026-11-23T11:00:00.000000Z" },
        "2027-01-01T00:00:00.000000Z",
      ),
    ).toEqual(["documented 1 h late"]);
    expect(words({ ...emergency, factsCompleteAt: at("11:00:00") }, "2027-01-01T00:00:00.000000Z")).toEqual([]);
  });
});

it("a window is of today where it touches the reader's day", () => {
  expect(windowTouches(normal, at("23:59:00"), "UTC")).toBe(true);
  expect(windowTouches(normal, "2026-11-23T00:00:00.000000Z", "UTC")).toBe(false);
  expect(windowTouches({ ...normal, status: "closed" }, at("10:00:00"), "UTC")).toBe(false);
});
