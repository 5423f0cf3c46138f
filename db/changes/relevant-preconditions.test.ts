import { describe, expect, it } from "vitest";
import { findDeadEnd } from "@/lib/rules/dead-end";
import {
  type Actor,
  type CheckResult,
  fieldsForMetPreconditions,
  fieldsForUnmetPreconditions,
  judge,
  type RecordState,
  stepOffersFor,
} from "@/lib/rules/judge";
import { changeStatuses, changeTypes } from "@/lib/rules/record";
import { pastActions, preconditions, rulesOf } from "@/lib/rules/rules";
import { relevantPreconditions } from "./relevant-preconditions";

const people: readonly Actor[] = [
  { id: 1, name: "Operator", roles: ["operator"] },
  { id: 2, name: "Reviewer", roles: ["reviewer"] },
  { id: 3, name: "Lead", roles: ["ops_lead", "reviewer"] },
  { id: 4, name: "Auditor", roles: ["auditor"] },
];

const outcomes: readonly CheckResult[] = [true, { missing: true }];

/** With this outcome of each precondition, or of those alone that are named. */
const recordWith = (
  type: RecordState["type"],
  status: RecordState["status"],
  outcome: CheckResult,
  named: readonly string[] = preconditions,
): RecordState => ({
  ...{ recordType: "change", type, name: "CHG-1001", status },
  pastActions: Object.fromEntries(pastActions.map((action, index) => [action, [1 + (index % 2)]])),
  checks: Object.fromEntries(preconditions.filter((one) => named.includes(one)).map((one) => [one, outcome])),
});

/** Everything that a page shows of what can be done, for each person and step. */
const shown = (record: RecordState) => ({
  deadEnd: findDeadEnd(record, people),
  steps: people.map((actor) => [
    stepOffersFor(record, actor).map((offer) => [
      offer,
      fieldsForUnmetPreconditions(offer.rule, record),
      fieldsForMetPreconditions(offer.rule, record),
    ]),
    rulesOf("change").map((rule) => judge(rule.step, record, actor)),
  ]),
});

describe.each(changeTypes)("a %s change", (type) => {
  it.each(changeStatuses)("that is %s is judged by them as by all", (status) => {
    const relevant = relevantPreconditions(type, status);
    for (const outcome of outcomes)
      expect(shown(recordWith(type, status, outcome, relevant))).toEqual(shown(recordWith(type, status, outcome)));
  });
});

it("needs few of them, and none that is of another record", () => {
  expect(relevantPreconditions("normal", "closed").length).toBeLessThan(3);
  expect(relevantPreconditions("normal", "draft")).not.toContain("shifts_bounded");
  expect(relevantPreconditions("normal", "approved").length).toBeGreaterThan(3);
});
