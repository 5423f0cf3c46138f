import { describe, expect, it } from "vitest";
import type { ChangeStatus } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { eventDetails, eventSentence } from "./event-sentence";
import { latestFailure } from "./failure";

type More = { by?: string; from?: ChangeStatus; texts?: Record<string, string | null>; data?: Record<string, unknown> };
const event = (seq: number, step: Step, { by = "Olive", from = "failed", texts = {}, data = {} }: More = {}) => ({
  seq,
  step,
  person: { id: by.length, name: by },
  at: `10:0${seq}`,
  from,
  data,
  texts,
});

const failed = [
  event(1, "start"),
  event(2, "note", { texts: { comment: "Before." } }),
  event(3, "fail", { from: "closed", texts: { reason: "It drops requests." } }),
];

describe("a failure", () => {
  it("is none where nothing failed", () => expect(latestFailure(failed.slice(0, 2))).toBeNull());

  it("says who reported it, what went wrong, and that nobody rolls it back yet", () => {
    expect(latestFailure(failed)).toEqual({
      by: "Olive",
      at: "10:03",
      from: "closed",
      reason: "It drops requests.",
      rollingBack: null,
      rolledBack: null,
      notes: [],
    });
  });

  it("is rolled back by the latest to say so; what is noted since comes the newest first", () => {
    const failure = latestFailure([
      ...failed,
      event(4, "begin_rollback", { by: "Ann" }),
      event(5, "note", { texts: { comment: "Rule removed." } }),
      event(6, "begin_rollback", { by: "Bertram" }),
      event(7, "note", { texts: { comment: null } }),
    ]);
    expect(failure?.rollingBack).toEqual({ id: 7, name: "Bertram", at: "10:06" });
    expect(failure?.notes.map(({ seq, text }) => [seq, text])).toEqual([
      [7, null],
      [5, "Rule removed."],
    ]);
  });

  it("is rolled back since they first said so, however often they say it again", () => {
    const failureOf = (...by: readonly string[]) =>
      latestFailure([...failed, ...by.map((name, index) => event(4 + index, "begin_rollback", { by: name }))])
        ?.rollingBack;
    expect(failureOf("Ann", "Ann", "Ann")).toMatchObject({ name: "Ann", at: "10:04" });
    expect(failureOf("Ann", "Bertram", "Bertram")).toMatchObject({ name: "Bertram", at: "10:05" });
    expect(failureOf("Ann", "Bertram", "Ann")).toMatchObject({ name: "Ann", at: "10:06" });
  });

  it("knows what came of its rollback, and forgets all of it when the change fails once more", () => {
    const rolled = [
      ...failed,
      event(4, "begin_rollback"),
      event(5, "roll_back", { data: { outcome: "partial" }, texts: { actual: "The rule is gone." } }),
    ];
    expect(latestFailure(rolled)?.rolledBack).toMatchObject({ outcome: "partial", actual: "The rule is gone." });
    const again = latestFailure([...rolled, event(6, "settle"), event(7, "fail", { texts: { reason: null } })]);
    expect(again).toMatchObject({ reason: null, rollingBack: null, rolledBack: null, notes: [] });
  });
});

it("an assignment names the new owner, and what is said of an event comes in the order of its fields", () => {
  const assigned = { ...event(1, "assign"), to: "open", revision: 1, redactions: {}, redacted: null } as const;
  const say = (data: object, owner: string | null) =>
    eventSentence({ ...assigned, data: { ...data }, owner }, String, String);
  expect(say({ owner: 4, severity: "high" }, "Bertram")).toBe("Olive assigned it to Bertram: high.");
  expect(say({ owner: 4 }, "Bertram")).toBe("Olive assigned it to Bertram.");
  const texts = { findings: "One.", rootCause: "Haste.", "findings.10": "Eleven.", "findings.2": "Three." };
  const details = eventDetails({ ...assigned, step: "investigate", texts }, {}, String);
  expect(details.map(({ text }) => text)).toEqual(["Haste.", "One.", "Three.", "Eleven."]);
});

it("the history says where a change stood when it failed, unless it was being made", () => {
  const failureSentence = (from?: ChangeStatus) =>
    eventSentence(
      { ...event(1, "fail"), from, to: "failed", revision: 1, redactions: {}, redacted: null },
      () => "",
      (at) => at,
    );
  expect(failureSentence()).toBe("Olive reported a problem: the change failed.");
  expect(failureSentence("in_progress")).toBe("Olive reported a problem: the change failed.");
  expect(failureSentence("closed")).toBe("Olive reported a problem: the closed change failed.");
  expect(failureSentence("executed")).toBe("Olive reported a problem: the executed change failed.");
});
