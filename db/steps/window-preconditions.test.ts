import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { approvedAt, at, iso, scheduledAt, type Timeline, timelineWithCast, windowOf } from "@/testing/timeline";

const day = 24 * 60;
let db: TestDatabase;
let line: Timeline;
let operator: { id: number };
let lead: { id: number };
let count = 0;

beforeAll(async () => {
  db = await newDatabase();
  line = await timelineWithCast(db);
  ({ operator, lead } = line.cast);
});
afterAll(() => db.drop());

function freshSystem(): Promise<number> {
  count += 1;
  return line.system(`system ${count}`);
}

describe("window_valid: ends after it starts and after now, starts at most 60 minutes ago, lasts at most 24 hours", () => {
  const schedule = async (input: object) =>
    line.wouldRefuse(at(0), "change", await approvedAt(line, at(0), [await freshSystem()]), "schedule", operator, {
      ...input,
    });
  it.each([
    ["starts 60 minutes ago", windowOf(-60, 60), "taken"],
    ["starts 60 minutes and a millisecond ago", { windowStart: iso(-60, -1), windowEnd: iso(60) }, { early: true }],
    ["ends when it starts", windowOf(10, 10), { order: true }],
    ["ends before it starts", windowOf(10, 9), { order: true }],
    ["ends now", windowOf(-30, 0), { past: true }],
    ["ends a millisecond from now", windowOf(-30, 0, 1), "taken"],
    ["lasts 24 hours", windowOf(10, 10 + day), "taken"],
    ["lasts 24 hours and a millisecond", windowOf(10, 10 + day, 1), { long: true }],
  ])("%s", async (_, input, expected) => {
    const found = await schedule(input);
    expect(found).toEqual(
      expected === "taken" ? "taken" : expect.objectContaining({ need: "window_valid", fact: expected }),
    );
  });

  it("holds for reschedule and schedule_over too", async () => {
    const id = await scheduledAt(line, at(0), [await freshSystem()], 10, 20);
    for (const step of ["reschedule", "schedule_over"]) {
      const reason = step === "schedule_over" ? { reason: "Urgent." } : {};
      expect(
        await line.wouldRefuse(at(0), "change", id, step, lead, { ...windowOf(-61, 60), ...reason }),
      ).toMatchObject({
        need: "window_valid",
      });
      expect(await line.wouldRefuse(at(0), "change", id, step, lead, { ...windowOf(-60, 60), ...reason })).toBe(
        "taken",
      );
    }
  });
});

describe("window_open: a change starts within its window, which is half-open", () => {
  it.each([
    [at(60, -1), { opens: "2020-01-01T01:00:00.000000Z" }],
    [at(59), { opens: "2020-01-01T01:00:00.000000Z" }],
    [at(60), "taken"],
    [at(120, -1), "taken"],
    [at(120), { closed: "2020-01-01T02:00:00.000000Z" }],
    [at(121), { closed: "2020-01-01T02:00:00.000000Z" }],
  ])("%j", async (moment, expected) => {
    const id = await scheduledAt(line, at(0), [await freshSystem()], 60, 120);
    expect(await line.wouldRefuse(moment, "change", id, "start", operator)).toEqual(
      expected === "taken" ? "taken" : expect.objectContaining({ need: "window_open", fact: expected }),
    );
  });
});

describe.each(["UTC", "Europe/Berlin", "America/New_York"])(
  "approval_fresh: 30 days of 24 hours after it was given, asked from %s",
  (zone) => {
    const lapses = 70 * day; // from 10 February to 11 March: Berlin's clocks stand, New York's go forward
    const given = lapses - 30 * day;
    let there: Timeline;
    beforeAll(async () => {
      there = { ...line, ...(await timelineWithCast(db, zone)) };
    });

    it("a window may start at the last instant, not later", async () => {
      const id = await approvedAt(there, at(given), [await freshSystem()]);
      expect(
        await there.wouldRefuse(at(lapses - 60), "change", id, "schedule", operator, windowOf(lapses, lapses + 10)),
      ).toBe("taken");
      const late = { windowStart: iso(lapses, 1), windowEnd: iso(lapses + 10) };
      expect(await there.wouldRefuse(at(lapses - 60), "change", id, "schedule", operator, late)).toMatchObject({
        need: "approval_fresh",
      });
      expect(
        await there.wouldRefuse(at(lapses - 60), "change", id, "schedule_over", lead, { ...late, reason: "Urgent." }),
      ).toMatchObject({ need: "approval_fresh" });
    });

    it("it may start at the last instant, not later, and is told to revise", async () => {
      const id = await approvedAt(there, at(given), [await freshSystem()]);
      await there.load(at(lapses - 60), "change", id, "schedule", operator, windowOf(lapses - 30, lapses + 60));
      expect(await there.wouldRefuse(at(lapses), "change", id, "start", operator)).toBe("taken");
      const refusal = await there.wouldRefuse(at(lapses, 1), "change", id, "start", operator);
      expect(refusal).toMatchObject({ need: "approval_fresh", sentence: expect.stringMatching(/revis/i) });
    });
  },
);

it("approval_fresh: a revision takes its approval along", async () => {
  const id = await approvedAt(line, at(0), [await freshSystem()]);
  await line.load(at(1), "change", id, "revise", operator, { reason: "Other." });
  const [row] = await db.owner`select approved_at, revision from changes where id = ${id}`;
  expect(row).toMatchObject({ approved_at: null, revision: 2 });
});

describe("later_end: an extension ends later, after now, within 24 hours of the start", () => {
  it.each([
    ["where it ended", iso(120), { end: "2020-01-01T02:00:00.000000Z" }],
    ["earlier", iso(100), { end: "2020-01-01T02:00:00.000000Z" }],
    ["a millisecond later, which is past", iso(120, 1), { past: true }],
    ["now", iso(130), { past: true }],
    ["a millisecond from now", iso(130, 1), "taken"],
    ["24 hours after the start", iso(60 + day), "taken"],
    ["24 hours and a millisecond after the start", iso(60 + day, 1), { long: true }],
  ])("%s", async (_, windowEnd, expected) => {
    const id = await scheduledAt(line, at(0), [await freshSystem()], 60, 120);
    await line.load(at(60), "change", id, "start", operator);
    expect(await line.wouldRefuse(at(130), "change", id, "extend", lead, { windowEnd, reason: "Slow." })).toEqual(
      expected === "taken" ? "taken" : expect.objectContaining({ need: "later_end", fact: expected }),
    );
  });
});
