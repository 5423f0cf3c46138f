import { describe, expect, it } from "vitest";
import type { Step } from "@/lib/rules/rules";
import { type AccountPairEvent, type PastDelegation, type RoleEvent, RoleHistory } from "./role-history";
import { type AuditedRecord, type AuditedStep, ruleViolationsIn } from "./separation-of-duties";

const [author, reviewer, lead, delegate] = [1, 2, 3, 4];
const held: readonly (readonly [number, string])[] = [
  [author, "operator"],
  [reviewer, "reviewer"],
  [lead, "ops_lead"],
  [delegate, "operator"],
];
const given: readonly RoleEvent[] = held.map(([person, role], n) => ({ event: n + 1, person, role, held: true }));
const at = (event: number) => `2026-01-01T00:00:${String(event).padStart(2, "0")}.000000Z`;

type TakenStep = readonly [Step, number] | readonly [Step, number, number];

const steps = (taken: readonly TakenStep[], from = 10): readonly AuditedStep[] =>
  taken.map(([step, by, delegation], n) => ({
    step,
    by,
    revision: 1,
    event: from + n,
    at: at(from + n),
    delegation: delegation ?? null,
  }));

const breaches = (
  taken: readonly TakenStep[],
  record: Partial<AuditedRecord> = {},
  changes: readonly RoleEvent[] = [],
  delegations: readonly PastDelegation[] = [],
) =>
  ruleViolationsIn(
    { kind: "change", id: 1001, type: "normal", entryKind: null, steps: steps(taken), ...record },
    new RoleHistory([...given, ...changes], delegations),
  ).map(({ step, because: cause }) => `${step.step} by ${step.by}: ${cause}`);

const drafted: readonly TakenStep[] = [
  ["draft", author],
  ["submit", author],
];

describe("what the events of a normal change show", () => {
  it("nothing where everybody kept to the rulebook", () => {
    expect(breaches([...drafted, ["review", reviewer], ["approve", lead], ["note", author]])).toEqual([]);
  });

  it.each<[string, readonly TakenStep[], string[]]>([
    ["a review by an operator", [...drafted, ["review", delegate]], ["review by 4: who"]],
    [
      "a lead who approves what they reviewed",
      [...drafted, ["review", lead], ["approve", lead]],
      ["review by 3: who", "approve by 3: who"],
    ],
    ["an approval of a draft", [...drafted, ["approve", lead]], ["approve by 3: status"]],
    ["a step that no rulebook has", [...drafted, ["finish", author]], ["finish by 1: status"]],
    [
      "a routine approval without a routine entry",
      [...drafted, ["review", reviewer], ["approve_routine", reviewer]],
      ["approve_routine by 2: entry"],
    ],
    [
      "a submission by somebody else",
      [
        ["draft", author],
        ["submit", delegate],
      ],
      ["submit by 4: who"],
    ],
  ])("%s", (_, taken, found) => {
    expect(breaches(taken)).toEqual(found);
  });

  it("an author who reviews, whatever roles they were given", () => {
    const changes = [{ event: 9, person: author, role: "reviewer", held: true }];
    expect(breaches([...drafted, ["review", author]], {}, changes)).toEqual(["review by 1: who"]);
  });

  it("an author who reviews under another account, until a lead says that it is somebody else's", () => {
    const verdict = (event: number, countAsOne: boolean) => ({
      event,
      accounts: [reviewer, author] as const,
      countAsOne,
    });
    const by = (...pairs: AccountPairEvent[]) =>
      ruleViolationsIn(
        { kind: "change", id: 1001, type: "normal", entryKind: null, steps: steps([...drafted, ["review", reviewer]]) },
        new RoleHistory(given, [], pairs),
      ).length;
    expect([by(verdict(9, true)), by(verdict(13, true)), by(verdict(8, true), verdict(9, false))]).toEqual([1, 0, 0]);
  });

  it("a role that was taken before, and none that was taken after", () => {
    const taken = (event: number) => [{ event, person: reviewer, role: "reviewer", held: false }];
    expect(breaches([...drafted, ["review", reviewer]], {}, taken(9))).toEqual(["review by 2: who"]);
    expect(breaches([...drafted, ["review", reviewer]], {}, taken(13))).toEqual([]);
  });

  it("an auditor who takes a step, whatever else they hold", () => {
    const changes = [{ event: 9, person: reviewer, role: "auditor", held: true }];
    expect(breaches([...drafted, ["review", reviewer]], {}, changes)).toEqual(["review by 2: who"]);
  });

  it("where a step led, if it is not where the rulebook leads", () => {
    const taken = steps([...drafted, ["review", reviewer]]).map((step, n) =>
      n === 2 ? { ...step, to: "approved" as const } : step,
    );
    expect(breaches([], { steps: taken })).toEqual(["review by 2: status"]);
  });

  it("who wrote it, also where nothing is known of roles", () => {
    const record = { kind: "change", id: 1, type: "normal", steps: steps([...drafted, ["review", author]]) } as const;
    expect(ruleViolationsIn(record, null)).toHaveLength(1);
    expect(ruleViolationsIn({ ...record, steps: steps([...drafted, ["review", reviewer]]) }, null)).toEqual([]);
  });
});

describe("a lent role", () => {
  const delegation = (more: Partial<PastDelegation> = {}): PastDelegation => ({
    ...{ id: 7, event: 8, delegator: lead, delegate, from: at(1), until: at(30), ended: null },
    ...more,
  });
  const approved = (running: readonly PastDelegation[], changes: readonly RoleEvent[] = []) =>
    breaches([...drafted, ["review", reviewer], ["approve", delegate, 7]], {}, changes, running);

  it("lets its delegate approve while it runs", () => {
    expect(approved([delegation()])).toEqual([]);
  });

  it("lets them approve nothing that its delegator wrote or reviewed", () => {
    const by = (taken: readonly TakenStep[]) => breaches(taken, {}, [], [delegation()]);
    const found = ["approve by 4: who"];
    expect(
      by([
        ["draft", lead],
        ["submit", lead],
        ["review", reviewer],
        ["approve", delegate, 7],
      ]),
    ).toEqual(found);
    const asReviewer = [{ event: 9, person: lead, role: "reviewer", held: true }];
    expect(breaches([...drafted, ["review", lead], ["approve", delegate, 7]], {}, asReviewer, [delegation()])).toEqual(
      found,
    );
  });

  it.each<[string, readonly PastDelegation[], readonly RoleEvent[]]>([
    ["that nobody lent", [], []],
    ["lent to another", [delegation({ delegate: author })], []],
    ["lent afterwards", [delegation({ event: 20 })], []],
    ["that is over", [delegation({ until: at(13) })], []],
    ["that was ended", [delegation({ ended: { event: 12, at: at(12) } })], []],
    ["by a lead who no longer was one", [delegation()], [{ event: 9, person: lead, role: "ops_lead", held: false }]],
  ])("%s does not", (_, running, changes) => {
    expect(approved(running, changes)).toEqual(["approve by 4: who"]);
  });
});

describe("after a failure", () => {
  const made: readonly TakenStep[] = [
    ["declare", author],
    ["fail", author],
    ["roll_back", reviewer],
    ["document", delegate],
  ];

  it("nobody who made, undid or documented an emergency reviews it", () => {
    for (const by of [author, reviewer, delegate])
      expect(
        breaches([...made, ["review_after", by]], { type: "emergency" }, [
          { event: 9, person: by, role: "ops_lead", held: true },
        ]),
      ).toEqual([`review_after by ${by}: who`]);
    expect(breaches([...made, ["review_after", lead]], { type: "emergency" })).toEqual([]);
  });

  it("nobody who carried it out or investigated closes its incident", () => {
    const incident = (by: number): Partial<AuditedRecord> => ({
      kind: "incident",
      type: "",
      steps: steps(
        [
          ["open", author],
          ["investigate", reviewer],
          ["close_incident", by],
        ],
        20,
      ),
      ofChange: steps(made),
    });
    expect(breaches([], incident(author))).toEqual(["close_incident by 1: who"]);
    expect(breaches([], incident(reviewer))).toEqual(["close_incident by 2: who"]);
    expect(breaches([], incident(lead))).toEqual([]);
  });
});
