import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explainRefusal } from "@/lib/refusals/explain-refusal";
import { clauseOfRefusal, preconditionSentence } from "@/lib/refusals/precondition-sentence";
import { preconditionSentences } from "@/lib/refusals/precondition-sentences";
import { isRefusalCode, refusalsByCode, sentenceWithClause } from "@/lib/refusals/refusal-sentence";
import { clauses } from "@/lib/rules/clauses";
import type { RecordState, Refusal } from "@/lib/rules/judge";
import { type ChangeType, type RecordType, recordTypes, type Status } from "@/lib/rules/record";
import { isPrecondition, type Precondition, preconditions, rulesOf, type Step } from "@/lib/rules/rules";
import { defaultOrganisation } from "@/lib/settings/organisation";
import { type Details, reasonMatches } from "@/lib/text/fill-placeholders";
import { formatDateTime } from "@/lib/time/format";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { fromNow } from "@/testing/model/prepare";
import { refusalFrom, takeStep } from "@/testing/steps";

// A refusal says the same sentence and cites the same clause, whether it is met on a page or in SQL: the clause of its step.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const inUtc = Object.assign((instant: string) => formatDateTime(instant, "UTC"), { organisation: defaultOrganisation });
const noon = "2027-03-28T12:05:00.000000Z";
const values: Readonly<Record<string, unknown>> = {
  opens: noon,
  closed: noon,
  lapses: noon,
  end: noon,
  expired: "2027-03-28",
  name: "A {name} <b>",
  unknown: "Ac{me}",
  status: "proposed",
};
const other = {
  number: "CHG-1",
  system: "d{n}s",
  status: "in_progress",
  name: "Year <end>",
  of: "all systems",
  until: noon,
};
const lists: Readonly<Record<string, readonly unknown[]>> = {
  with: [other, { ...other, number: "CHG-2" }, { ...other, number: "CHG-3" }],
  missing: ["what", "why", "rollbackPlan"],
};

/** A fact for the reason, with as many in its lists as are wanted. */
const checkDetailOf = (reason: string, many: number): Record<string, unknown> =>
  Object.fromEntries(
    reason
      .split(" ")
      .filter(Boolean)
      .map((word) => {
        const [name = "", value] = word.replace("[]", "").split("=");
        const all = lists[name] ?? ["d{n}s", "web", "mail"];
        return [name, word.endsWith("[]") ? all.slice(0, many) : (value ?? values[name] ?? true)];
      }),
  );

describe.each(preconditions)("the need %s", (need) => {
  it.each(preconditionSentences[need].map(([reason, words]) => [reason, words] as const))(
    "says for the reason %j on the page what it says in SQL",
    async (reason) => {
      for (const many of [1, 2, 3]) {
        const fact = checkDetailOf(reason, many);
        const [row] =
          await fixture.superuser`select refusal_sentence(${need}, ${JSON.stringify(fact)}::text::jsonb) as said`;
        expect(row?.said).toBe(preconditionSentence(need, fact, inUtc));
        expect(row?.said).not.toMatch(/undefined|null|\{(?!name|n\}|me)/);
      }
    },
  );

  it("has a sentence for whatever else", async () => {
    const [row] =
      await fixture.superuser`select refusal_sentence(${need}, null) as plain, refusal_sentence(${need}, '{"never": "heard of"}') as odd`;
    expect(row).toEqual({
      plain: preconditionSentence(need, null, inUtc),
      odd: preconditionSentence(need, null, inUtc),
    });
  });
});

describe("the refusal", () => {
  const others = [...refusalsByCode].filter(([code]) => !isPrecondition(code) && code !== "wrong_status");

  it.each(others)(
    "%s says on the page what it says in SQL, and cites the same clause",
    async (code, { sentences, clause }) => {
      if (!isRefusalCode(code)) throw new Error(`no code: ${code}`);
      for (const [reason, sentence] of sentences) {
        const places = [...sentence.matchAll(/\{([A-Za-z]+)/g)].map(([, name = ""]) => [name, "A {name} <b>"]);
        const details = { ...Object.fromEntries(places), ...checkDetailOf(reason, 3) };
        const refusal = await refusalFrom(
          fixture.superuser`select refuse(${code}, ${JSON.stringify(details)}::text::jsonb)`,
        );
        expect(refusal).toMatchObject({
          because: refusalsByCode.get(code)?.kind,
          sentence: sentenceWithClause(code, details, inUtc),
        });
        expect(refusal.sentence.endsWith(`(${clause && clauses[clause]})`)).toBe(clause !== null);
        expect(refusal.sentence).not.toMatch(/undefined|null|\{(?!name|n\}|me)/);
      }
    },
  );

  it("of a step that leaves elsewhere says on the page what it says in SQL, for each step of each record", async () => {
    let met = 0;
    for (const kind of recordTypes)
      for (const rule of rulesOf(kind).filter(({ derived }) => !derived))
        for (const type of rule.types ?? ["" as const])
          for (const status of statusesOf(kind)) {
            const details = { record: "R", subject: kind, step: rule.step, type, status };
            const [row] = await fixture.superuser`
              select refusal_sentence('wrong_status', ${JSON.stringify(details)}::text::jsonb) as said`;
            const refusal: Refusal = { ok: false, code: "status", clause: rule.clause, rule };
            const recordState: RecordState = { recordType: kind, type, name: "R", status, pastActions: {}, checks: {} };
            expect(row?.said).toBe(explainRefusal(refusal, recordState, nobody, [], inUtc));
            met += 1;
          }
    expect(met).toBeGreaterThan(300);
  });

  it("is its code where nobody gave it words: no refusal is lost", async () => {
    expect(await refusalFrom(fixture.superuser`select refuse('never_heard_of')`)).toMatchObject({
      code: "WL001",
      sentence: "never_heard_of",
    });
  });
});

const nobody = { id: 0, name: "Nobody", roles: [] };
const statusesOf = (kind: RecordType): readonly Status[] =>
  rulesOf(kind).flatMap(({ from }) => (typeof from === "object" ? [...from] : []));

it("each reason has words of its own", () => {
  for (const need of preconditions) {
    const words = preconditionSentences[need].map(([, sentence]) => sentence);
    expect(new Set(words).size, need).toBe(words.length);
    expect(preconditionSentences[need].at(-1)?.[0], need).toBe("");
  }
});

it("a form cites the clause of its step, whether or not it says of which type", () => {
  for (const kind of ["change", "entry", "system", "freeze", "halt", "delegation", "roster"] as const)
    for (const rule of rulesOf(kind))
      for (const type of rule.from === "new" ? [...(rule.types ?? []), "" as const] : (rule.types ?? ["" as const]))
        expect(clauseOfRefusal(kind, rule.step, type)).toBe(rule.clause);
  expect(clauseOfRefusal("change", "declare", "", "started_in_past")).toBe("emergency-executed");
  expect(clauseOfRefusal("change", "draft", "standard", "entry_live")).toBe("standard");
});

describe("a refused step says in SQL what its page says", () => {
  type Met = {
    kind: RecordType;
    name: Step;
    type: ChangeType | "";
    clause: string;
    need: Precondition;
    holds?: string;
  };
  const meets = async (attempt: Promise<unknown>, { kind, name, type, clause, holds = "", ...met }: Met) => {
    const { need = "", fact, sentence } = await refusalFrom(attempt);
    if (!isPrecondition(need)) throw new Error(`no need: ${sentence}`);
    const cited = clauses[clauseOfRefusal(kind, name, type, need)];
    expect(sentence).toBe(`${preconditionSentence(need, fact as null, inUtc)} (${cited})`);
    expect(need).toBe(met.need);
    expect(reasonMatches(holds, (fact ?? {}) as Details), JSON.stringify(fact)).toBe(true);
    expect(cited).toMatch(clause);
  };
  const draft = (input: object = {}) =>
    takeStep(fixture.app, fixture.operator, "change", null, "draft", { ...firstInput.normal(fixture), ...input });

  it("of an emergency that is declared ahead", async () => {
    await meets(
      takeStep(fixture.app, fixture.operator, "change", null, "declare", {
        ...firstInput.emergency(fixture),
        startedAt: fromNow(60),
      }),
      {
        kind: "change",
        name: "declare",
        type: "",
        clause: "Emergency Changes",
        need: "started_in_past",
      },
    );
  });

  it("of a deploy, a system that is not managed and of none", async () => {
    const is = { kind: "change", name: "draft", type: "normal", clause: "Scope" } as const;
    await meets(draft({ isApplicationDeploy: true }), {
      ...is,
      need: "in_scope",
      holds: "deploy systems[]",
    });
    await meets(draft({ systems: [] }), { ...is, need: "in_scope" });
    const { id } = await takeStep(fixture.app, fixture.operator, "system", null, "register", {
      name: "old",
      client: "Acme",
    });
    await takeStep(fixture.app, fixture.operator, "system", id, "retire_system", { reason: "Gone." });
    await meets(draft({ systems: [id] }), { ...is, need: "in_scope", holds: "unmanaged[]" });
  });

  it("of an early and a late start, and of a window that is taken", async () => {
    const approved = async () => {
      const { id } = await draft();
      await takeStep(fixture.app, fixture.operator, "change", id, "submit");
      await takeStep(fixture.app, fixture.reviewer, "change", id, "review");
      await takeStep(fixture.app, fixture.lead, "change", id, "approve");
      return id;
    };
    const [one, two] = [await approved(), await approved()];
    const window = { windowStart: fromNow(30), windowEnd: fromNow(90) };
    await takeStep(fixture.app, fixture.operator, "change", one, "schedule", window);
    await meets(takeStep(fixture.app, fixture.operator, "change", one, "start"), {
      kind: "change",
      name: "start",
      type: "normal",
      clause: "Executed",
      need: "window_open",
      holds: "opens",
    });
    const schedule = { kind: "change", name: "schedule", type: "normal", clause: "Scheduled" } as const;
    await meets(takeStep(fixture.app, fixture.operator, "change", two, "schedule", window), {
      ...schedule,
      need: "window_free",
      holds: "with[]",
    });
    await meets(
      takeStep(fixture.app, fixture.operator, "change", two, "schedule", {
        windowStart: fromNow(-90),
        windowEnd: fromNow(90),
      }),
      { ...schedule, need: "window_valid", holds: "early" },
    );
  });

  it("of an entry that was suspended, and of one of the other kind", async () => {
    const is = { kind: "change", name: "draft", type: "standard", clause: "Standard Changes" } as const;
    const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.standard(fixture));
    for (const name of ["document", "start"]) await takeStep(fixture.app, fixture.operator, "change", id, name);
    await takeStep(fixture.app, fixture.operator, "change", id, "fail", { reason: "It broke." });
    await meets(takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.standard(fixture)), {
      ...is,
      need: "entry_live",
      holds: "status=suspended",
    });
    await meets(
      takeStep(fixture.app, fixture.operator, "change", null, "draft", {
        ...firstInput.standard(fixture),
        entry: fixture.routineEntry,
      }),
      { ...is, need: "entry_live" },
    );
    await meets(
      takeStep(fixture.app, fixture.operator, "change", null, "draft", {
        ...firstInput.routine(fixture),
        entry: fixture.standardEntry,
      }),
      {
        ...is,
        type: "normal",
        clause: "Normal Changes: Approved",
        need: "entry_routine",
        holds: "unmade",
      },
    );
  });

  it("of a step that leaves elsewhere", async () => {
    const { id } = await draft();
    expect(await refusalFrom(takeStep(fixture.app, fixture.operator, "change", id, "start"))).toMatchObject({
      because: "status",
      sentence: expect.stringMatching(
        new RegExp(`^CHG-${id} is draft.* scheduled\\. \\(${clauses["normal-executed"]}\\)$`),
      ),
    });
  });

  it("of a system whose management ends before it begins", async () => {
    await meets(
      takeStep(fixture.app, fixture.operator, "system", null, "register", {
        name: "odd",
        client: "Acme",
        managedUntil: fromNow(-60),
      }),
      { kind: "system", name: "register", type: "", clause: "Scope", need: "management_bounded", holds: "order" },
    );
  });
});
