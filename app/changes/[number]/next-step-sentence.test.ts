import { expect, it } from "vitest";
import type { Actor, RecordState } from "@/lib/rules/judge";
import { pastActions } from "@/lib/rules/rules";
import { nextStepSentence } from "./next-step-sentence";

const staff: readonly Actor[] = [
  { id: 1, name: "Operator One", roles: ["operator"] },
  { id: 2, name: "Reviewer One", roles: ["reviewer"] },
  { id: 3, name: "Ops Lead One", roles: ["ops_lead"] },
  { id: 4, name: "Reviewer Two", roles: ["reviewer"] },
];
const change = (
  status: RecordState["status"],
  done: RecordState["pastActions"],
  checks: RecordState["checks"] = {},
): RecordState => ({
  recordType: "change",
  type: "normal",
  name: "CHG-1001",
  status,
  pastActions: { ...Object.fromEntries(pastActions.map((act) => [act, []])), ...done },
  checks,
});
const next = (recordState: RecordState, reader = 9) => nextStepSentence(recordState, staff, reader, String);

it("names nobody for a step that waits for something, but what it waits for", () => {
  const draft = change("draft", { author: [1], latest_author: [1] }, { facts_written: { missing: ["why"] } });
  expect(next(draft)).toMatch(/^Submit for review: Not possible yet\. Still missing: why/);
  expect(next(change("draft", { author: [1], latest_author: [1] }, { facts_written: true }))).toBe(
    "Submit for review: Operator One can.",
  );
});

it("leaves out a way that is shut while another leads to the same place", () => {
  const reviewed = { author: [1], reviewer: [2] };
  const shut = { entry_routine: {}, reversible: { not: true } };
  expect(next(change("reviewed", reviewed, shut))).toBe("Approve: Ops Lead One can.");
  expect(next(change("reviewed", reviewed, { entry_routine: true, reversible: true }))).toBe(
    "Approve: Ops Lead One can. Approve as routine: Reviewer One can.",
  );
});

it("begins with You where the reader is one of them", () => {
  expect(next(change("submitted", { author: [1] }), 4)).toBe("Mark as reviewed: You or Reviewer One can.");
  expect(next(change("submitted", { author: [1] }), 1)).toBe("Mark as reviewed: Reviewer One or Reviewer Two can.");
});
