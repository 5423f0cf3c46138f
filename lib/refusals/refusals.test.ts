import { describe, expect, it } from "vitest";
import { newRecord } from "@/lib/rules/can-create";
import { clauses } from "@/lib/rules/clauses";
import { maxTextLength } from "@/lib/rules/fields";
import { type Actor, judge, type RecordState } from "@/lib/rules/judge";
import { changeStatuses, changeTypes, recordTypes } from "@/lib/rules/record";
import { roles } from "@/lib/rules/roles";
import { pastActions, preconditions, rulebook, ruleOf, rulesOf, type Step } from "@/lib/rules/rules";
import { joinList } from "@/lib/text/join-list";
import { allowedActorsSentence, allowedActorsSentenceWithClause, whoCanSentence } from "./allowed-actors-sentence";
import { explainRefusal } from "./explain-refusal";
import { plainPreconditionSentence, preconditionSentence } from "./precondition-sentence";
import { refusalSentence, refusalsByCode } from "./refusal-sentence";

const formatTime = (instant: string) => `at ${instant}`;
const sentence = /^[A-Z“].*[.]$/s;
const empty = /undefined|null|NaN|\[object|\{|\}| {2}|\.\./;
/** At the end: who can, when they last signed in, or whom to ask. */
const saysWhoCan = / can\.$|days ago\.$|Ask an operations lead to add someone\.$/;
const everySteps = Object.values(rulebook).flat();
const nobodysActs = Object.fromEntries(pastActions.map((act) => [act, []]));

describe("every refusal is a whole sentence", () => {
  it.each(recordTypes)("that says who can, and cites its clause, for each row of the book of the %s", (kind) => {
    for (const rule of rulesOf(kind)) {
      const words = allowedActorsSentenceWithClause(rule);
      expect(words).toMatch(/^Only (an? |the ).* can .*\. \(.+\)$/);
      expect(words.endsWith(`(${clauses[rule.clause]})`)).toBe(true);
      expect(words).not.toMatch(empty);
    }
  });

  it("that names whoever can before its clause", () => {
    const [rule] = rulesOf("freeze");
    if (!rule) throw new Error("The book of the freeze has no row.");
    const lead: Actor = { id: 2, name: "Lead Two", roles: ["ops_lead"] };
    const words = whoCanSentence(rule, { ...newRecord, recordType: "freeze" }, [lead]);
    expect(words).toBe(`${allowedActorsSentence(rule)} Lead Two can. (${clauses[rule.clause]})`);
  });

  it("whatever the record, the step and the person", { timeout: 120_000 }, () => {
    const people: Actor[] = [
      { id: 2, name: "Lead Two", roles: ["ops_lead"] },
      { id: 3, name: "Reviewer Three", roles: ["reviewer"] },
    ];
    let met = 0;
    for (const type of changeTypes)
      for (const status of changeStatuses)
        for (const { step } of everySteps)
          for (const role of [...roles, null])
            for (const act of [...pastActions, null]) {
              const actor: Actor = { id: 1, name: "Somebody", roles: role ? [role] : [] };
              const recordState: RecordState = {
                recordType: "change",
                type,
                name: "CHG-1001",
                status,
                pastActions: { ...nobodysActs, ...(act && { [act]: [1] }) },
                checks: {},
              };
              const verdict = judge(step as Step, recordState, actor);
              if (verdict.ok) continue;
              met += 1;
              const words = explainRefusal(verdict, recordState, actor, people, formatTime);
              if (!sentence.test(words) || empty.test(words)) expect(words).toMatch(sentence);
              expect(clauses[verdict.clause]).toBeTypeOf("string");
              if (verdict.code === "who" && !saysWhoCan.test(words)) expect(words).toMatch(saysWhoCan);
            }
    expect(met).toBeGreaterThan(50_000);
  });

  it("that tells people why it is they who cannot", () => {
    const recordState: RecordState = {
      recordType: "change",
      type: "normal",
      name: "CHG-1001",
      status: "reviewed",
      pastActions: { ...nobodysActs, author: [1], reviewer: [2] },
      checks: {},
    };
    const say = (id: number, ...held: Actor["roles"]) => {
      const actor = { id, name: "x", roles: held };
      const verdict = judge("approve", recordState, actor);
      return verdict.ok
        ? ""
        : explainRefusal(
            verdict,
            recordState,
            actor,
            [{ id: 9, name: "Ops Lead Two", roles: ["ops_lead"] }],
            formatTime,
          );
    };
    const rule = ruleOf("change", "approve", "normal");
    const only = rule && allowedActorsSentence(rule);
    expect(say(1, "ops_lead")).toBe(`${only} You wrote part of it. Ops Lead Two can.`);
    expect(say(2, "ops_lead")).toBe(`${only} You reviewed it. Ops Lead Two can.`);
    expect(say(3, "operator")).toBe(`${only} You are not an operations lead. Ops Lead Two can.`);
    expect(say(3, "auditor", "ops_lead")).toMatch(/^Only .* Auditors .* Ops Lead Two can\.$/);
  });

  it("also when nobody can", () => {
    const recordState: RecordState = {
      recordType: "change",
      type: "normal",
      name: "CHG-1001",
      status: "submitted",
      pastActions: { ...nobodysActs, author: [1] },
      checks: {},
    };
    const actor: Actor = { id: 1, name: "x", roles: ["reviewer"] };
    const verdict = judge("review", recordState, actor);
    expect(verdict.ok ? "" : explainRefusal(verdict, recordState, actor, [actor], formatTime)).toMatch(saysWhoCan);
  });
});

describe("every sentence of the list is short and direct", () => {
  it.each([...refusalsByCode])("%s", (_, { sentences }) => {
    for (const [, sentence] of sentences) {
      expect(sentence.split(" ").length, sentence).toBeLessThanOrEqual(45);
      expect(sentence).not.toMatch(/^(It|Its|One|Whoever|Since) |\b(one can|by one who|lapsed?|lent)\b/);
    }
  });
});

describe("every need has its words", () => {
  const details = [
    {},
    { deploy: true },
    { outside: ["dns"] },
    { unmanaged: ["Dns"] },
    { unmanaged: ["Dns", "web"] },
    { missing: ["what", "rollbackPlan"] },
    { status: "proposed" },
    { order: true },
    { past: true },
    { early: true },
    { long: true },
    {
      with: [
        { number: "CHG-1", system: "dns", until: "2030", status: "in_progress", name: "Year end", of: "all systems" },
      ],
    },
    { spans: true },
    { opens: "2030" },
    { closed: "2030" },
    { lapses: "2030" },
    { lapses: "2030", lapsed: true },
    { end: "2030" },
    { before: true },
    { open: ["INC-1001"] },
    { none: true },
    { kind: "routine" },
    { with: "x" },
    { missing: null },
  ];
  it.each(preconditions)("%s, whatever stands in the way", (need) => {
    for (const detail of details) {
      const words = preconditionSentence(need, detail, formatTime);
      expect(words).toMatch(sentence);
      expect(words).not.toMatch(empty);
    }
    expect(plainPreconditionSentence(need)).toMatch(sentence);
    expect(preconditionSentence(need, undefined, formatTime)).toBe(plainPreconditionSentence(need));
  });

  it("the one of an expired approval says when, and that revising is the way on", () => {
    for (const lapsed of [true, false]) {
      const words = preconditionSentence("approval_fresh", { lapses: "2030", lapsed }, formatTime);
      expect(words).toMatch(lapsed ? /expired .*at 2030/ : /expires .*at 2030/);
      expect(words).toContain("revise the change");
    }
  });
});

it.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a or b"],
  [["a", "b", "c"], "a, b or c"],
])("%j in words", (words, expected) => {
  expect(joinList(words, "or")).toBe(expected);
});

it("says of a text how long it may be", () => {
  for (const code of ["field_too_long", "values_too_long"] as const)
    expect(refusalSentence(code, { field: "What" })).toContain(
      `at most ${maxTextLength.toLocaleString("en")} characters`,
    );
});
