import { expect, it } from "vitest";
import { moveSentence, movingSteps } from "./move-sentence";

const move = {
  number: "CHG-1001",
  by: "Operator One",
  starts: "2026-12-03T17:00:00Z",
  ends: "2026-12-03T18:00:00Z",
};

it("says who moved what to when, in the zone of the page", () => {
  expect(moveSentence({ ...move, from: "scheduled" }, "Europe/Berlin")).toBe(
    "Operator One moved CHG-1001 to 3 Dec 2026, 18:00 to 19:00 CET.",
  );
  expect(moveSentence({ ...move, from: "approved" }, "UTC")).toBe(
    "Operator One scheduled CHG-1001 for 3 Dec 2026, 17:00 to 18:00 UTC.",
  );
});

it("is of every step that gives a change another end", () => {
  expect([...movingSteps].sort()).toEqual(["extend", "reschedule", "schedule", "schedule_over"]);
});
