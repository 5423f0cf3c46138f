import { describe, expect, it } from "vitest";
import { at, by, emergency, none, normal, standard } from "@/testing/examples/trace-examples";
import type { Trace } from "./trace";
import { traceGrid } from "./trace-grid";

const states = (trace: Trace, now = at(48)) => traceGrid(trace, { now, zone: "UTC" }).map(({ state }) => state);
const wrongs = (trace: Trace, now = at(48)) =>
  traceGrid(trace, { now, zone: "UTC" }).flatMap(({ state, said }) => (state === "exception" ? [said] : []));

describe("what the policy asks", () => {
  it("is met by a normal, a standard and an emergency change that went their way", () => {
    for (const trace of [normal, standard, emergency]) expect(new Set(states(trace))).toEqual(new Set(["pass"]));
    expect(traceGrid(normal, { now: at(48), zone: "UTC" })[1]).toEqual({
      requirement: "Reviewed by somebody who wrote none of it",
      clause: "normal-reviewed",
      state: "pass",
      who: "Rita",
      at: at(2),
      place: 102,
      said: null,
    });
  });

  it("is not yet due of a change that waits", () => {
    const waiting = {
      ...normal,
      ...none,
      submitted: normal.submitted,
      reviewed: normal.reviewed,
      status: "reviewed",
    } as const;
    expect(states(waiting)).toEqual(["pass", "pass", ...Array(5).fill("not_yet")]);
  });

  it("is not needed of a change that ended before", () => {
    const rejected = { ...normal, ...none, submitted: normal.submitted, status: "rejected" } as const;
    const grid = traceGrid({ ...rejected, ended: { ...by("Rita", 2), step: "reject" } }, { now: at(48), zone: "UTC" });
    expect(grid.map(({ state }) => state)).toEqual(["pass", ...Array(6).fill("not_needed")]);
    expect(grid[1]?.said).toBe("It was rejected before this.");
  });

  it("tells what was wrong: the wrong person", () => {
    expect(wrongs({ ...normal, reviewed: by("Olive", 2) })).toEqual(["Its reviewer wrote part of it."]);
    expect(wrongs({ ...normal, approved: by("Olive", 3) })).toEqual(["Its approver wrote part of it."]);
    expect(wrongs({ ...normal, approved: by("Rita", 3) })).toEqual(["Its approver is also its reviewer."]);
    expect(wrongs({ ...normal, approved: by("Rita", 3), routine: true })).toEqual([]);
    expect(wrongs({ ...emergency, reviewedAfter: { ...by("Olive", 30), outcome: "justified" } })).toEqual([
      "Its reviewer took part in it.",
    ]);
  });

  it("tells what was wrong: the wrong time", () => {
    expect(wrongs({ ...normal, approved: by("Lea", 10.5) })).toEqual(["It was approved after its start."]);
    expect(wrongs({ ...normal, startedAt: at(8) })).toEqual(["It started 1 h before its window."]);
    expect(wrongs({ ...normal, startedAt: at(12) })).toEqual(["It started less than a minute after its window."]);
    expect(wrongs({ ...normal, endedAt: at(12.5) })).toEqual([
      "Its window ended on 2 Mar 2026, 12:00 UTC; it ended 30 min later.",
    ]);
    expect(wrongs({ ...normal, verified: by("Olive", 36) })).toEqual([expect.stringContaining("1 day 1 h")]);
    expect(wrongs({ ...normal, status: "executed", verified: null }, at(34))).toEqual([]);
    expect(wrongs({ ...normal, status: "executed", verified: null }, at(36))).toEqual([
      expect.stringContaining("1 day 1 h"),
    ]);
    expect(wrongs({ ...standard, documented: by("Olive", 2.5) })).toEqual(["It was documented after its start."]);
    expect(wrongs({ ...emergency, factsCompleteAt: at(24) })).toEqual([expect.stringContaining("1 h late")]);
  });

  it("tells what was wrong: a step that is not there", () => {
    expect(wrongs({ ...normal, reviewed: null, approved: null, scheduled: null })).toEqual([
      "It was started without it.",
      "It was started without it.",
      "It was started without a window.",
    ]);
    expect(wrongs({ ...standard, entry: null, documented: null })).toEqual([
      "It was made without an entry.",
      "It was started without it.",
    ]);
    expect(wrongs({ ...emergency, documented: null, factsCompleteAt: null })).toHaveLength(1);
  });

  it("tells what the policy lets happen and the report lists", () => {
    expect(wrongs({ ...normal, waived: [by("Lea", 4)] })).toEqual([
      "Lea scheduled it over conflicts and freezes on 2 Mar 2026, 04:00 UTC.",
    ]);
    const off = { ...normal, executed: null, verified: null, status: "cancelled" } as const;
    expect(wrongs({ ...off, ended: { ...by("Otto", 11), step: "call_off" } })).toEqual([
      "Otto called it off on 2 Mar 2026, 11:00 UTC: nothing was changed.",
    ]);
    const unjustified = { ...by("Lea", 30), outcome: "not_justified" } as const;
    expect(wrongs({ ...emergency, reviewedAfter: unjustified, reviewsAfter: [unjustified] })).toEqual([
      "Lea reviewed it on 3 Mar 2026, 06:00 UTC: not justified. No change follows it.",
    ]);
  });

  it("goes on where a change failed", () => {
    const failed: Trace = { ...normal, verified: null, status: "failed", failed: by("Otto", 11) };
    expect(states(failed)).toEqual([...Array(6).fill("pass"), "not_needed", "not_yet", "not_yet", "not_yet"]);
  });
});
