import { describe, expect, it } from "vitest";
import type { ChangeStatus } from "./record";
import { type ActingRow, type ChangeRow, type Rule, rulesOf } from "./rules";

const approve = {
  step: "approve_again",
  types: ["normal"],
  from: ["reviewed"],
  to: "approved",
  by: [{ role: "ops_lead" }],
  clause: "normal-approved",
} as const;

describe("a row compiles with what its step is, and not without", () => {
  it("whether a change, or another record of which it counts who did what", () => {
    const whole: ChangeRow = {
      ...approve,
      ...{ offered: "next", makes: ["approver"], does: ["approves"], waits: "Approve", stages: ["Approved"] },
    };
    // @ts-expect-error: who took it would be nobody
    const makesNothing: ChangeRow = { ...approve, offered: "judge", does: [] };
    // @ts-expect-error: what it does is not said
    const doesNothing: ChangeRow = { ...approve, offered: "judge", makes: [] };
    // @ts-expect-error: no page would offer it
    const nowhere: ChangeRow = { ...approve, makes: [], does: [] };
    // @ts-expect-error: nobody would be told that it waits for them
    const waitsForNobody: ChangeRow = { ...approve, offered: "next", makes: [], does: [], stages: ["Approved"] };
    // @ts-expect-error: no stage would be reached by it
    const nextStageless: ChangeRow = { ...approve, offered: "next", makes: [], does: [], waits: "Approve" };
    // @ts-expect-error: that is no place of a page
    const misplaced: ActingRow<ChangeStatus> = { ...approve, offered: "somewhere", makes: [] };
    // @ts-expect-error: that is nothing that a step does
    const misdoing: ChangeRow = { ...approve, offered: "judge", makes: [], does: ["delights"] };
    const rows = [makesNothing, doesNothing, nowhere, waitsForNobody, nextStageless, misplaced, misdoing];
    expect(rows.map(({ step }) => step)).toEqual(rows.map(() => whole.step));
  });
});

const isOf = ({ offered, urgent, grave, makes, does, waits, begins, stages, ending }: Rule) => ({
  ...{ offered, urgent, grave, makes, does, waits, begins, stages, ending },
});

it("all rows of a step say the same of it", () => {
  const rows = (["change", "incident", "entry", "freeze", "halt", "person", "installation"] as const).flatMap(rulesOf);
  for (const row of rows) expect(isOf(row), row.step).toEqual(isOf(rows.find(({ step }) => step === row.step) ?? row));
});

it("a step that leads a change elsewhere stands on its way, ends it or takes it back", () => {
  for (const { step, to, from, stages, begins, ending, does = [] } of rulesOf("change"))
    if (to !== "same" && from !== "new")
      expect(
        stages ?? begins ?? ending ?? does.find((effect) => effect === "reopens" || effect === "returns"),
        step,
      ).toBeDefined();
});
