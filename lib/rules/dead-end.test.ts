import { describe, expect, it } from "vitest";
import { canBeApproved, everyTeam } from "@/testing/examples/teams";
import { deadEndAfter, deadEndSentence, findDeadEnd } from "./dead-end";
import type { Actor, Delegator, RecordState } from "./judge";
import { stepLabels } from "./labels";
import type { ChangeStatus, ChangeType } from "./record";
import type { PastAction, Step } from "./rules";

const operator: Actor = { id: 1, name: "Operator", roles: ["operator"] };
const reviewer: Actor = { id: 2, name: "Reviewer", roles: ["reviewer"] };
const lead: Actor = { id: 3, name: "Lead", roles: ["ops_lead", "reviewer"] };
const other: Actor = { id: 4, name: "Other", roles: ["operator"] };
const team = [operator, reviewer, lead];
const change = (
  status: ChangeStatus,
  acts: Partial<Record<PastAction, readonly number[]>>,
  type: ChangeType = "normal",
): RecordState => ({
  recordType: "change",
  type,
  name: "CHG-1001",
  status,
  pastActions: { author: [], reviewer: [], approver: [], executor: [], rollback: [], documenter: [], ...acts },
  checks: {},
});
const written = { author: [1], latest_author: [1] };
const deadEndAt = (step: Step, recordState: RecordState, actor: Actor, people: readonly Actor[]) =>
  deadEndAfter(step, recordState, actor, people)?.rule.step ?? null;
const anotherLead = /another operations lead/;
const say = (step: Step, recordState: RecordState, actor: Actor, people: readonly Actor[]) => {
  const deadEnd = deadEndAfter(step, recordState, actor, people);
  return deadEnd && deadEndSentence(deadEnd);
};

describe("before a step leaves nobody for a later one", () => {
  it("says nothing while another reviewer can leave the lead free to approve", () => {
    expect(say("submit", change("draft", written), operator, team)).toBeNull();
  });

  it("warns the only lead who is about to review, and names who could be lent the role", () => {
    const submitted = change("submitted", written);
    expect(say("review", submitted, reviewer, team)).toBeNull();
    expect(deadEndAt("review", submitted, lead, team)).toBe("approve");
    const words = say("review", submitted, lead, team);
    expect(words).toContain(`${stepLabels.approve.label} needs an operations lead (or their delegate)`);
    expect(words).toMatch(anotherLead);
  });

  it("warns the only lead who is about to take a change over", () => {
    expect(deadEndAt("take_over", change("submitted", written), lead, team)).toBe("approve");
  });

  it("tells the author of a team that has nobody to review at all, and nobody who ends a change", () => {
    const draft = change("draft", written);
    expect(deadEndAt("submit", draft, operator, [operator])).toBe("review");
    expect(say("cancel", draft, operator, [operator])).toBeNull();
  });

  it("tells the lead of a team of two at submit, and that only another person helps", () => {
    const byLead = change("draft", { author: [3], latest_author: [3] });
    const two = [{ ...reviewer }, lead];
    expect(deadEndAt("submit", byLead, lead, two)).toBe("approve");
    expect(say("submit", byLead, lead, two)).toMatch(anotherLead);
    expect(say("submit", byLead, lead, [...two, other])).not.toBeNull();
  });

  it("knows that a loan is no way round the delegator's own part", () => {
    const byLead = change("draft", { author: [3], latest_author: [3] });
    const withDelegators = (...delegators: Delegator[]) => [reviewer, lead, { ...other, delegators }];
    expect(say("submit", byLead, lead, withDelegators(lead))).not.toBeNull();
    expect(say("submit", byLead, lead, withDelegators(lead, { id: 9, roles: ["ops_lead"] }))).toBeNull();
  });

  it("looks as far as settling and the review after the fact", () => {
    const failed = change("failed", { ...written, executor: [1] });
    expect(say("roll_back", failed, reviewer, team)).toBeNull();
    expect(deadEndAt("roll_back", failed, lead, team)).toBe("settle");
    expect(deadEndAt("roll_back", failed, lead, [...team, other])).toBe("settle");
    const emergency = change("executed", { author: [3], latest_author: [3], executor: [3] }, "emergency");
    for (const by of [reviewer, lead]) expect(say("document", emergency, by, team)).toMatch(anotherLead);
  });

  it("lends nothing where a lead's role does not help", () => {
    const incident: RecordState = {
      recordType: "incident",
      type: "",
      name: "INC-1",
      status: "open",
      pastActions: { executor: [1], investigator: [] },
      checks: {},
    };
    expect(say("investigate", incident, reviewer, [operator, reviewer])).toMatch(/another person who holds the role/);
  });

  it("stays quick with a large team", () => {
    const crowd = Array.from(
      { length: 500 },
      (_, id): Actor => ({ id: id + 10, name: `P${id}`, roles: id % 2 ? ["reviewer"] : ["operator"] }),
    );
    expect(deadEndAt("review", change("submitted", written), lead, [...crowd, operator, lead])).toBe("approve");
  });
});

describe("3 roles, 4 people, all patterns of who wrote and who reviewed, nobody or one lent the role", () => {
  it("agree with an independent computation", () => {
    const wrong: string[] = [];
    let [checked, deadEnds] = [0, 0];
    for (const { people, authors, reviewers, status, routine } of everyTeam()) {
      checked += 1;
      const recordState: RecordState = {
        ...change(status, { author: authors, latest_author: authors.slice(-1), reviewer: reviewers }),
        checks: routine ? { entry_routine: true, reversible: true } : { entry_routine: { none: true } },
      };
      const deadEnd = findDeadEnd(recordState, people);
      const possible = canBeApproved({ people, authors, reviewers, status, routine });
      if ((deadEnd === null) !== possible) wrong.push(JSON.stringify({ people, authors, reviewers, status, routine }));
      if (deadEnd) deadEnds += 1;
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(checked).toBeGreaterThan(50_000);
    expect(deadEnds).toBeGreaterThan(10_000);
  });
});
