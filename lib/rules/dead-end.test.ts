import { describe, expect, it } from "vitest";
import { canBeApproved, everyTeam } from "@/testing/examples/teams";
import { stuckAfter, stuckNow, stuckWords } from "./dead-end";
import type { Lender, Person, Subject } from "./judge";
import type { ChangeStatus, ChangeType } from "./record";
import type { Act, Step } from "./rules";

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
    const words = say("review", submitted, lead, team);
    expect(words).toMatch(/^Approve takes an operations lead \(or their delegate\) .*, and nobody is left who could/);
    expect(words).toContain("Bring in another operations lead");
  });

  it("warns the only lead who is about to take a change over", () => {
    expect(say("take_over", change("submitted", written), lead, team)).toContain("Approve");
  });

  it("tells the author of a team that has nobody to review at all, and nobody who ends a change", () => {
    const draft = change("draft", written);
    expect(say("submit", draft, operator, [operator])).toContain("nobody is left");
    expect(say("cancel", draft, operator, [operator])).toBeNull();
  });

  it("tells the lead of a team of two at submit, and that only another person helps", () => {
    const byLead = change("draft", { author: [3], latest_author: [3] });
    const two = [{ ...reviewer }, lead];
    expect(say("submit", byLead, lead, two)).toBe(
      "Approve takes an operations lead (or their delegate) who wrote none of it and did not review it, and nobody is left who could: everybody else took part or does not hold the role. Bring in another operations lead: one who took part cannot lend to others what they cannot do themselves.",
    );
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
    expect(say("roll_back", failed, lead, team)).toContain("Settle takes an operations lead");
    expect(say("roll_back", failed, lead, [...team, other])).toContain("Settle takes an operations lead");
    const emergency = change("executed", { author: [3], latest_author: [3], executor: [3] }, "emergency");
    for (const by of [reviewer, lead])
      expect(say("document", emergency, by, team)).toContain("Bring in another operations lead");
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
    expect(say("investigate", incident, reviewer, [operator, reviewer])).toContain("Bring in another person");
  });

  it("stays quick with a large team", () => {
    const crowd = Array.from(
      { length: 500 },
      (_, id): Person => ({ id: id + 10, name: `P${id}`, roles: id % 2 ? ["reviewer"] : ["operator"] }),
    );
    const words = say("review", change("submitted", written), lead, [...crowd, operator, lead]);
    expect(words).toContain("Approve takes an operations lead");
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
