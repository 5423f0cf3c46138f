import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { approvedAt, at, scheduledAt, type Timeline, timelineWithCast, windowOf } from "@/testing/timeline";

let db: TestDatabase;
let line: Timeline;
let operator: { id: number };
let lead: { id: number };
let [count, system, other] = [0, 0, 0];

beforeAll(async () => {
  db = await newDatabase();
  line = await timelineWithCast(db);
  ({ operator, lead } = line.cast);
});
afterAll(() => db.drop());
beforeEach(async () => {
  count += 1;
  system = await line.system(`system ${count}`);
  other = await line.system(`neighbour ${count}`);
});

const reason = { reason: "In words." };
const actual = { actual: "In words." };
const scheduleAnother = async (from: number, to: number, systems = [system]) =>
  line.wouldRefuse(at(0), "change", await approvedAt(line, at(0), systems), "schedule", operator, windowOf(from, to));

describe("window_free: one change a system and moment", () => {
  it.each([
    ["the same window", 60, 120, "refused"],
    ["a window within", 70, 80, "refused"],
    ["a window around", 50, 130, "refused"],
    ["its last minute", 119, 180, "refused"],
    ["its first minute", 30, 61, "refused"],
    ["the minute after it, windows being half-open", 120, 180, "taken"],
    ["the minute before it", 30, 60, "taken"],
  ])("%s, from %i to %i, is %s", async (_, from, to, expected) => {
    const holder = await scheduledAt(line, at(0), [system, other], 60, 120);
    const found = await scheduleAnother(from, to);
    if (expected === "taken") return expect(found).toBe("taken");
    expect(found).toMatchObject({
      need: "window_free",
      fact: { with: [{ number: `CHG-${holder}`, system: `system ${count}`, until: "2020-01-01T02:00:00.000000Z" }] },
    });
  });

  it("another system is free", async () => {
    await scheduledAt(line, at(0), [system], 60, 120);
    expect(await scheduleAnother(60, 120, [other])).toBe("taken");
  });

  it("its own window is in nobody's way when it is rescheduled", async () => {
    const id = await scheduledAt(line, at(0), [system], 60, 120);
    expect(await line.wouldRefuse(at(0), "change", id, "reschedule", operator, windowOf(70, 130))).toBe("taken");
  });

  it("a waived window is in the way too, and only a lead schedules over it", async () => {
    await scheduledAt(line, at(0), [system], 60, 120);
    const waived = await approvedAt(line, at(0), [system]);
    await line.load(at(0), "change", waived, "schedule_over", lead, { ...windowOf(100, 200), ...reason });
    expect(await scheduleAnother(150, 160)).toMatchObject({
      need: "window_free",
      fact: { with: [{ number: `CHG-${waived}` }] },
    });
    const third = await approvedAt(line, at(0), [system]);
    expect(
      await line.wouldRefuse(at(0), "change", third, "schedule_over", operator, { ...windowOf(150, 160), ...reason }),
    ).toMatchObject({ because: "who" });
    expect(
      await line.wouldRefuse(at(0), "change", third, "schedule_over", lead, { ...windowOf(150, 160), ...reason }),
    ).toBe("taken");
  });

  it.each([
    ["cancel", reason],
    ["revise", reason],
    ["start+finish", actual],
    ["start+fail", reason],
    ["start+call_off", reason],
  ])("leaving by %s frees the slot at once", async (steps, input) => {
    const holder = await scheduledAt(line, at(0), [system], 0, 120);
    if (steps.includes("+")) await line.load(at(0), "change", holder, "start", operator);
    expect(await scheduleAnother(60, 90)).toMatchObject({ need: "window_free" });
    await line.load(at(0), "change", holder, steps.replace("start+", ""), operator, input);
    expect(await scheduleAnother(60, 90)).toBe("taken");
  });

  it("an extension stops where the next one's window begins", async () => {
    const id = await scheduledAt(line, at(0), [system], 0, 60);
    const next = await scheduledAt(line, at(0), [system], 90, 120);
    await line.load(at(0), "change", id, "start", operator);
    expect(
      await line.wouldRefuse(at(1), "change", id, "extend", lead, { windowEnd: windowOf(0, 91).windowEnd, ...reason }),
    ).toMatchObject({ need: "window_free", fact: { with: [{ number: `CHG-${next}` }] } });
    expect(
      await line.wouldRefuse(at(1), "change", id, "extend", lead, { windowEnd: windowOf(0, 90).windowEnd, ...reason }),
    ).toBe("taken");
  });
});

describe("system_idle: no other normal change running or failed on its systems", () => {
  const overrunning = async () => {
    const id = await scheduledAt(line, at(0), [system], 0, 60);
    await line.load(at(0), "change", id, "start", operator);
    return id;
  };
  const scheduledNext = () => scheduledAt(line, at(0), [system, other], 60, 120);
  const startNext = async (next: number) => line.wouldRefuse(at(60), "change", next, "start", operator);

  it("one that overruns its window is in the way until it is done", async () => {
    const [running, next] = [await overrunning(), await scheduledNext()];
    expect(await startNext(next)).toMatchObject({
      need: "system_idle",
      fact: { with: [{ number: `CHG-${running}`, status: "in_progress" }] },
    });
    await line.load(at(59), "change", running, "finish", operator, actual);
    expect(await startNext(next)).toBe("taken");
  });

  it("so is one that failed, until it is rolled back", async () => {
    const [failed, next] = [await overrunning(), await scheduledNext()];
    await line.load(at(30), "change", failed, "fail", operator, reason);
    expect(await startNext(next)).toMatchObject({ need: "system_idle", fact: { with: [{ status: "failed" }] } });
    await line.load(at(31), "change", failed, "roll_back", operator, { outcome: "complete", ...actual });
    expect(await startNext(next)).toBe("taken");
  });

  it("an emergency is not", async () => {
    await line.load(at(0), "change", null, "declare", operator, {
      trigger: "restore_service",
      what: "In words.",
      systems: [system],
    });
    expect(await startNext(await scheduledNext())).toBe("taken");
  });

  it("a waiver lets it start beside the other, for this revision", async () => {
    await overrunning();
    const waived = await approvedAt(line, at(0), [system]);
    await line.load(at(0), "change", waived, "schedule_over", lead, { ...windowOf(30, 90), ...reason });
    expect(await line.wouldRefuse(at(60), "change", waived, "start", operator)).toBe("taken");
    await line.load(at(1), "change", waived, "revise", operator, reason);
    const [row] = await db.owner`select window_waived, window_start, window_end from changes where id = ${waived}`;
    expect(row).toEqual({ window_waived: false, window_start: null, window_end: null });
  });
});

it("an emergency and a rollback wait for nobody", async () => {
  const held = await scheduledAt(line, at(0), [system], 0, 60);
  await line.load(at(0), "change", held, "start", operator);
  expect(
    await line.wouldRefuse(at(0), "change", null, "declare", operator, {
      trigger: "restore_service",
      what: "In words.",
      systems: [system],
    }),
  ).toBe("taken");
  await line.load(at(1), "change", held, "fail", operator, reason);
  await scheduledAt(line, at(2), [system], 2, 60);
  expect(await line.wouldRefuse(at(3), "change", held, "roll_back", operator, { outcome: "partial", ...actual })).toBe(
    "taken",
  );
});
