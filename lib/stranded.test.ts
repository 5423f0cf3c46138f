import { describe, expect, it } from "vitest";
import type { Person, Subject } from "./judge";
import type { ChangeStatus } from "./record";
import type { Act } from "./rules";
import { stranded } from "./stranded";

const operator: Person = { id: 1, name: "Operator", roles: ["operator"] };
const reviewer: Person = { id: 2, name: "Reviewer", roles: ["reviewer"] };
const lead: Person = { id: 3, name: "Lead", roles: ["ops_lead", "reviewer"] };
const change = (status: ChangeStatus, acts: Partial<Record<Act, readonly number[]>>): Subject => ({
  kind: "change",
  type: "normal",
  name: "CHG-1001",
  status,
  acts,
  facts: {},
});

describe("before a step leaves nobody for a later one", () => {
  it("says nothing while another reviewer can leave the lead free to approve", () => {
    expect(
      stranded("submit", change("draft", { author: [1], latest_author: [1] }), operator, [operator, reviewer, lead]),
    ).toBeNull();
  });

  it("warns the only lead who is about to review", () => {
    const submitted = change("submitted", { author: [1], latest_author: [1] });
    expect(stranded("review", submitted, lead, [operator, reviewer, lead])).toContain("Approve");
    expect(stranded("review", submitted, reviewer, [operator, reviewer, lead])).toBeNull();
  });

  it("warns the only lead who is about to take a change over", () => {
    expect(
      stranded("take_over", change("submitted", { author: [1], latest_author: [1] }), lead, [operator, reviewer, lead]),
    ).toContain("Approve");
  });

  it("tells the author of a team that has nobody to review at all, and nobody who ends a change", () => {
    const draft = change("draft", { author: [1], latest_author: [1] });
    expect(stranded("submit", draft, operator, [operator])).toContain("nobody is left");
    expect(stranded("cancel", draft, operator, [operator])).toBeNull();
  });

  it("stays quick with a large team", () => {
    const team = Array.from(
      { length: 500 },
      (_, id): Person => ({ id: id + 10, name: `P${id}`, roles: id % 2 ? ["reviewer"] : ["operator"] }),
    );
    expect(stranded("review", change("submitted", { author: [1] }), lead, [...team, operator, lead])).toContain(
      "Approve",
    );
  });
});
