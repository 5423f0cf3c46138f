import { describe, expect, it } from "vitest";
import { canBeApproved, everyTeam } from "@/testing/examples/teams";
import { stuckAfter, stuckNow, stuckWords } from "./dead-end";
import type { Lender, Person, Subject } from "./judge";
import type { ChangeStatus, ChangeType } from "./record";
import type { Act, Step } from "./rules";
import { stepWords } from "./words";

const operator: Person = { id: 1, name: "Operator", roles: ["operator"] };
const reviewer: Person = { id: 2, name: "Reviewer", roles: ["reviewer"] };
const lead: Person = { id: 3, name: "Lead", roles: ["ops_lead", "reviewer"] };
const other: Person = { id: 4, name: "Other", roles: ["operator"] };
const team = [operator, reviewer, lead];
const change = (
  status: ChangeStatus,
  acts: Partial<Record<Act, readonly number[]>>,
  type: ChangeType = "normal",
): Subject => ({
  kind: "change",
  type,
  name: "CHG-1001",
  status,
  acts: { author: [], reviewer: [], approver: [], executor: [], rollback: [], documenter: [], ...acts },
  facts: {},
});
const written = { author: [1], latest_author: [1] };
const stuckAt = (step: Step, subject: Subject, actor: Person, people: readonly Person[]) =>
  stuckAfter(step, subject, actor, people)?.rule.step ?? null;
const anotherLead = /another operations lead/;
const say = (step: Step, subject: Subject, actor: Person, people: readonly Person[]) => {
  const stuck = stuckAfter(step, subject, actor, people);
  return stuck && stuckWords(stuck);
};

describe("before a step leaves nobody for a later one", () => {
  it("says nothing while another reviewer can leave the lead free to approve", () => {
    expect(say("submit", change("draft", written), operator, team)).toBeNull();
  });

  it("warns the only lead who is about to review, and names who could be lent the role", () => {
    const submitted = change("submitted", written);
    expect(say("review", submitted, reviewer, team)).toBeNull();
    expect(stuckAt("review", submitted, lead, team)).toBe("approve");
    const words = say("review", submitted, lead, team);
    expect(words).toContain(`${stepWords.approve.label} needs an operations lead (or their delegate)`);
    expect(words).toMatch(anotherLead);
  });

  it("warns the only lead who is about to take a change over", () => {
    expect(stuckAt("take_over", change("submitted", written), lead, team)).toBe("approve");
  });

  it("tells the author of a team that has nobody to review at all, and nobody who ends a change", () => {
    const draft = change("draft", written);
    expect(stuckAt("submit", draft, operator, [operator])).toBe("review");
    expect(say("cancel", draft, operator, [operator])).toBeNull();
  });

  it("tells the lead of a team of two at submit, and that only another person helps", () => {
    const byLead = change("draft", { author: [3], latest_author: [3] });
    const two = [{ ...reviewer }, lead];
    expect(stuckAt("submit", byLead, lead, two)).toBe("approve");
    expect(say("submit", byLead, lead, two)).toMatch(anotherLead);
    expect(say("submit", byLead, lead, [...two, other])).not.toBeNull();
  });

  it("knows that a loan is no way round the lender's own part", () => {
    const byLead = change("draft", { author: [3], latest_author: [3] });
    const lent = (...lenders: Lender[]) => [reviewer, lead, { ...other, lenders }];
    expect(say("submit", byLead, lead, lent(lead))).not.toBeNull();
    expect(say("submit", byLead, lead, lent(lead, { id: 9, roles: ["ops_lead"] }))).toBeNull();
  });

  it("looks as far as settling and the review after the fact", () => {
    const failed = change("failed", { ...written, executor: [1] });
    expect(say("roll_back", failed, reviewer, team)).toBeNull();
    expect(stuckAt("roll_back", failed, lead, team)).toBe("settle");
    expect(stuckAt("roll_back", failed, lead, [...team, other])).toBe("settle");
    const emergency = change("executed", { author: [3], latest_author: [3], executor: [3] }, "emergency");
    for (const by of [reviewer, lead]) expect(say("document", emergency, by, team)).toMatch(anotherLead);
  });

  it("lends nothing where a lead's role does not help", () => {
    const incident: Subject = {
      kind: "incident",
      type: "",
      name: "INC-1",
      status: "open",
      acts: { executor: [1], investigator: [] },
      facts: {},
    };
    expect(say("investigate", incident, reviewer, [operator, reviewer])).toMatch(/another person who holds the role/);
  });

  it("stays quick with a large team", () => {
    const crowd = Array.from(
      { length: 500 },
      (_, id): Person => ({ id: id + 10, name: `P${id}`, roles: id % 2 ? ["reviewer"] : ["operator"] }),
    );
    expect(stuckAt("review", change("submitted", written), lead, [...crowd, operator, lead])).toBe("approve");
  });
});

describe("3 roles, 4 people, all patterns of who wrote and who reviewed, nobody or one lent the role", () => {
  it("agree with an independent computation", () => {
    const wrong: string[] = [];
    let [asked, stuckOnes] = [0, 0];
    for (const { people, authors, reviewers, status, routine } of everyTeam()) {
      asked += 1;
      const subject: Subject = {
        ...change(status, { author: authors, latest_author: authors.slice(-1), reviewer: reviewers }),
        facts: routine ? { entry_routine: true, reversible: true } : { entry_routine: { none: true } },
      };
      const stuck = stuckNow(subject, people);
      const possible = canBeApproved({ people, authors, reviewers, status, routine });
      if ((stuck === null) !== possible) wrong.push(JSON.stringify({ people, authors, reviewers, status, routine }));
      if (stuck) stuckOnes += 1;
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(asked).toBeGreaterThan(50_000);
    expect(stuckOnes).toBeGreaterThan(10_000);
  });
});
