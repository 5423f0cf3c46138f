import { expect, test } from "vitest";
import type { ChangeType } from "@/lib/rules/record";
import { type ChangeStep, rulebook } from "@/lib/rules/rules";
import { stagesOf } from "./stages";

const stagesAfter = (type: ChangeType, ...steps: ChangeStep[]) =>
  stagesOf(
    type,
    steps.map((step, minute) => ({ step, by: "Somebody", at: `2026-11-22T14:0${minute % 10}:00Z` })),
  ).map(({ label, state, voided }) => `${label} ${state}${voided ? " voided" : ""}`);

test("a normal change goes the six steps of the policy", () => {
  expect(stagesAfter("normal", "draft")).toEqual([
    "Submitted next",
    "Reviewed later",
    "Approved later",
    "Scheduled later",
    "Executed later",
    "Verified later",
  ]);
  expect(stagesAfter("normal", "draft", "submit", "review", "approve", "schedule", "start").slice(3)).toEqual([
    "Scheduled done",
    "Executed running",
    "Verified later",
  ]);
});

test("a review that no longer counts stays to be seen", () => {
  expect(stagesAfter("normal", "draft", "submit", "review", "send_back").slice(0, 3)).toEqual([
    "Submitted next voided",
    "Reviewed later voided",
    "Approved later",
  ]);
  expect(stagesAfter("normal", "draft", "submit", "review", "send_back", "submit", "review")[1]).toBe("Reviewed done");
});

test("a rejected, cancelled or called off change ends where it got to", () => {
  expect(stagesAfter("normal", "draft", "submit", "reject")).toEqual(["Submitted done", "Rejected ended"]);
  expect(stagesAfter("standard", "draft", "cancel")).toEqual(["Cancelled ended"]);
  expect(stagesAfter("standard", "draft", "document", "start", "call_off")).toEqual([
    "Documented done",
    "Executed done",
    "Called off ended",
  ]);
});

test("a failure puts the rollback first, then what the policy asks afterwards", () => {
  expect(stagesAfter("normal", "submit", "review", "approve", "schedule", "start", "fail").slice(4)).toEqual([
    "Executed done",
    "Failed failed",
    "Rolled back next",
    "Closed after rollback later",
  ]);
  expect(stagesAfter("emergency", "declare", "fail", "roll_back")).toEqual([
    "Executed done",
    "Failed failed",
    "Rolled back done",
    "Documented next",
    "Reviewed later",
  ]);
});

test("a rollback that somebody said they began is under way", () => {
  expect(stagesAfter("standard", "document", "start", "fail", "begin_rollback").slice(2)).toEqual([
    "Failed failed",
    "Rolled back running",
    "Closed after rollback later",
  ]);
});

test("a change that failed late shows what it had come through, and what is to be done once more", () => {
  expect(
    stagesAfter("normal", "submit", "review", "approve", "schedule", "start", "finish", "verify", "fail").slice(4),
  ).toEqual(["Executed done", "Verified done", "Failed failed", "Rolled back next", "Closed after rollback later"]);
  expect(stagesAfter("standard", "document", "start", "log", "fail", "roll_back", "settle", "fail")).toEqual([
    "Documented done",
    "Executed done",
    "Logged done",
    "Failed failed",
    "Rolled back next",
    "Closed after rollback later",
  ]);
  expect(stagesAfter("emergency", "declare", "finish", "document", "review_after", "fail", "roll_back")).toEqual([
    "Executed done",
    "Documented done",
    "Reviewed done",
    "Failed failed",
    "Rolled back done",
    "Documented again next",
    "Reviewed again later",
  ]);
  expect(stagesAfter("emergency", "declare", "finish", "document", "return", "fail").slice(1)).toEqual([
    "Failed failed",
    "Rolled back next",
    "Documented later",
    "Reviewed later",
  ]);
});

test("an emergency's returned documentation is due again", () => {
  expect(stagesAfter("emergency", "declare", "finish", "document", "return")).toEqual([
    "Executed done",
    "Documented next voided",
    "Reviewed later",
  ]);
});

test("every step that moves a change stands on its way, or takes it back", () => {
  const back: readonly ChangeStep[] = ["send_back", "revise", "return"];
  for (const rule of rulebook.change.filter(({ step, to }) => to !== "same" && to !== "draft" && !back.includes(step)))
    for (const type of rule.types) {
      const failed: ChangeStep[] = ["roll_back", "settle"].includes(rule.step) ? ["fail"] : [];
      expect(stagesAfter(type, ...failed, rule.step), `${type} ${rule.step}`).not.toEqual(stagesAfter(type, ...failed));
    }
});
