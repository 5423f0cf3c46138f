import { expect, it } from "vitest";
import type { Person, Subject } from "@/lib/rules/judge";
import { acts } from "@/lib/rules/rules";
import { whoIsNext } from "./who-is-next";

const staff: readonly Person[] = [
  { id: 1, name: "Operator One", roles: ["operator"] },
  { id: 2, name: "Reviewer One", roles: ["reviewer"] },
  { id: 3, name: "Ops Lead One", roles: ["ops_lead"] },
  { id: 4, name: "Reviewer Two", roles: ["reviewer"] },
];
const change = (status: Subject["status"], done: Subject["acts"], facts: Subject["facts"] = {}): Subject => ({
  kind: "change",
  type: "normal",
  name: "CHG-1001",
  status,
  acts: { ...Object.fromEntries(acts.map((act) => [act, []])), ...done },
  facts,
});
const next = (subject: Subject, reader = 9) => whoIsNext(subject, staff, reader, String);

it("names nobody for a step that waits for something, but what it waits for", () => {
  const draft = change("draft", { author: [1], latest_author: [1] }, { facts_written: { missing: ["why"] } });
  expect(next(draft)).toMatch(/^Submit for review: Nobody can yet\. Still missing: why/);
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
