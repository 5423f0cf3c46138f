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
      ...{
        placement: "next",
        makes: ["approver"],
        effects: ["approves"],
        waits: "Approve",
        reachesStages: ["Approved"],
      },
    };
    // @ts-expect-error: who took it would be nobody
    const makesNothing: ChangeRow = { ...approve, placement: "judge", effects: [] };
    // @ts-expect-error: what it does is not said
    const doesNothing: ChangeRow = { ...approve, placement: "judge", makes: [] };
    // @ts-expect-error: no page would offer it
    const nowhere: ChangeRow = { ...approve, makes: [], effects: [] };
    // @ts-expect-error: nobody would be notified that it waits for them
    const waitsForNobody: ChangeRow = {
      ...approve,
      placement: "next",
      makes: [],
      effects: [],
      reachesStages: ["Approved"],
    };
    // @ts-expect-error: no stage would be reached by it
    const nextStageless: ChangeRow = { ...approve, placement: "next", makes: [], effects: [], waits: "Approve" };
    // @ts-expect-error: that is no place of a page
    const misplaced: ActingRow<ChangeStatus> = { ...approve, placement: "somewhere", makes: [] };
    // @ts-expect-error: that is nothing that a step does
    const misdoing: ChangeRow = { ...approve, placement: "judge", makes: [], effects: ["delights"] };
    const rows = [makesNothing, doesNothing, nowhere, waitsForNobody, nextStageless, misplaced, misdoing];
    expect(rows.map(({ step }) => step)).toEqual(rows.map(() => whole.step));
  });
});

const isOf = ({ placement, urgent, destructive, makes, effects, waits, beginsStage, reachesStages, ending }: Rule) => ({
  ...{
    offered: placement,
    urgent,
    destructive,
    makes,
    does: effects,
    waits,
    begins: beginsStage,
    stages: reachesStages,
    ending,
  },
});

it("all rows of a step say the same of it", () => {
  const rows = (["change", "incident", "entry", "freeze", "halt", "person", "installation"] as const).flatMap(rulesOf);
  for (const row of rows) expect(isOf(row), row.step).toEqual(isOf(rows.find(({ step }) => step === row.step) ?? row));
});

it("a step that leads a change elsewhere stands on its way, ends it or takes it back", () => {
  for (const { step, to, from, reachesStages, beginsStage, ending, effects = [] } of rulesOf("change"))
    if (to !== "same" && from !== "new")
      expect(
        reachesStages ??
          beginsStage ??
          ending ??
          effects.find((effect) => effect === "reopens" || effect === "returns"),
        step,
      ).toBeDefined();
});
