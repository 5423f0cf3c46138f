import { describe, expect, it } from "vitest";
import {
  type ChangeTimes,
  deadlinesOf,
  hasWindowOnDay,
  isOverdue,
  latestRollbackStart,
  noFreeSlotSentence,
} from "./deadlines";

const at = (time: string) => `2026-11-22T${time}.000000Z`;
const normal: ChangeTimes = {
  type: "normal",
  status: "scheduled",
  windowStart: at("10:00:00"),
  windowEnd: at("12:00:00"),
  rollbackMinutes: null,
  approvedAt: at("08:00:00"),
  startedAt: null,
  factsCompleteAt: null,
};
const emergency: ChangeTimes = {
  ...normal,
  type: "emergency",
  status: "in_progress",
  windowStart: null,
  windowEnd: null,
  approvedAt: null,
  startedAt: at("10:00:00"),
};
const words = (change: ChangeTimes, now: string, zone = "Europe/Berlin") =>
  deadlinesOf(change, now, zone).map((deadline) => deadline.text);

describe("what the clock says", () => {
  it("of a window: ahead, open, missed, overrunning", () => {
    expect(words(normal, at("07:55:00"))).toEqual(["window opens in 2 h 5 min"]);
    expect(words(normal, at("10:00:00"))).toEqual(["window open until 13:00 CET"]);
    expect(words(normal, at("11:59:59"), "UTC")).toEqual(["window open until 12:00 UTC"]);
    expect(words(normal, at("12:00:00"))).toEqual(["window missed less than a minute ago"]);
    expect(words(normal, at("15:00:00"))).toEqual(["window missed 3 h ago"]);
    const running: ChangeTimes = { ...normal, status: "in_progress" };
    expect(words(running, at("11:00:00"))).toEqual(["window until 13:00 CET"]);
    expect(words(running, at("12:12:00"))).toEqual(["overrunning by 12 min"]);
    expect(words({ ...normal, status: "closed" }, at("23:00:00"))).toEqual([]);
  });

  it("of the latest safe moment to begin the rollback, while a change runs", () => {
    const running: ChangeTimes = { ...normal, status: "in_progress", rollbackMinutes: 30 };
    expect(latestRollbackStart(running)).toBe(at("11:30:00"));
    expect(words(running, at("11:30:00"))).toEqual(["window until 13:00 CET", "start a rollback by 12:30 CET"]);
    expect(isOverdue(running, at("11:30:00"))).toBe(false);
    expect(words(running, at("11:35:00"))).toEqual([
      "window until 13:00 CET",
      "too late to roll back inside the window (5 min ago)",
    ]);
    expect(isOverdue(running, at("11:35:00"))).toBe(true);
    expect(words(running, at("12:12:00"))).toEqual(["overrunning by 12 min"]);
    expect(words({ ...running, status: "scheduled" }, at("11:00:00"))).toEqual(["window open until 13:00 CET"]);
  });

  it("of an approval: expired after 30 days", () => {
    const approved: ChangeTimes = { ...normal, status: "approved", windowStart: null, windowEnd: null };
    expect(words(approved, "2026-12-22T08:00:00.000000Z")).toEqual([]);
    expect(words(approved, "2026-12-22T08:00:00.000001Z")).toEqual(["approval expired"]);
  });

  it("of the documentation of an emergency: due, late, and late for ever", () => {
    expect(words(emergency, at("13:00:00"))).toEqual(["documentation due in 21 h"]);
    expect(isOverdue(emergency, "2026-11-23T10:00:00.000000Z")).toBe(false);
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
  expect(hasWindowOnDay(normal, at("23:59:00"), "UTC")).toBe(true);
  expect(hasWindowOnDay(normal, "2026-11-23T00:00:00.000000Z", "UTC")).toBe(false);
  expect(hasWindowOnDay({ ...normal, status: "closed" }, at("10:00:00"), "UTC")).toBe(false);
});

it("a time before an approval expires is not told of one that expired", () => {
  const at = "2026-12-09T23:30:00.000000Z";
  expect(noFreeSlotSentence(at, "2026-12-09T23:30:00.000000Z", "Europe/Berlin")).toContain("10 Dec 2026, 00:30 CET");
  expect(noFreeSlotSentence(at, "2026-12-09T23:30:00.000001Z", "Europe/Berlin")).toContain("expired on 10 Dec 2026");
});
