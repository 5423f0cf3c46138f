import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { SessionUser } from "@/app/_request/session";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import type { TakenStep } from "@/lib/changes/stages";
import type { RecordState } from "@/lib/rules/judge";
import type { Role } from "@/lib/rules/roles";
import type { Rule, Step } from "@/lib/rules/rules";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { addSteps } from "@/testing/model/added-steps";
import type { SignedIn } from "@/testing/people";
import { newSigner, signLog } from "@/testing/sign-log";
import { refusalFrom, takeStep } from "@/testing/steps";

// A step is a row: two are added to the rulebook, each by its row and its words. Page, judge, database, replay, report and the
// auditor's verifier know them, and no other line of the product was touched.

// Only a build of Next gives the action its id.
vi.mock("@/app/_document/steps-target", () => ({ stepsTarget: () => ({ path: "/steps", field: "$ACTION_ID_0" }) }));

addSteps([
  {
    row: {
      ...{ step: "approve_jointly", types: ["normal"], from: ["reviewed"], to: "approved", clause: "normal-approved" },
      ...{ by: [{ role: "ops_lead", not: ["author", "reviewer"] }], inputs: ["comment*"] },
      ...{
        placement: "next",
        decides: true,
        makes: ["approver"],
        effects: ["approves"],
        waits: "Approve",
        reachesStages: ["Approved"],
      },
    },
    words: {
      label: "Approve jointly",
      infinitive: "approve it jointly",
      pastTense: "approved it jointly",
      hint: "With a colleague.",
    },
  },
  {
    row: {
      ...{ step: "abandon", types: ["normal"], from: ["in_progress"], to: "cancelled", clause: "normal-executed" },
      ...{ by: [{ role: "operator", same: "starter" }], inputs: ["reason*"] },
      ...{ placement: "take back", destructive: true, makes: ["executor"], effects: ["ends"], ending: "Abandoned" },
    },
    words: { label: "Abandon", infinitive: "abandon it", pastTense: "abandoned it" },
  },
]);
const [approveJointly, abandon] = ["approve_jointly", "abandon"] as unknown as [Step, Step];

const { DecisionBar } = await import("@/app/_steps/panel/decision-bar");
const { NextSteps, OtherSteps } = await import("@/app/_steps/panel/next-steps");
const { decide } = await import("@/app/_steps/decide");
const { rulebookRows: givenRulebook } = await import("@/db/rules/rulebook-rows");
const { replayDifferences } = await import("@/db/replay/replay");
const { readChangeAudits: readAudits } = await import("@/db/report/read-change-audits");
const { exportLedger: wholeLog } = await import("@/db/ledger/export-ledger");
const { eventSentence } = await import("@/lib/changes/event-sentence");
const { stagesOf } = await import("@/lib/changes/stages");
const { waitingHeadingOf: waitsUnder } = await import("@/lib/changes/waiting");
const { embedRules: withRules } = await import("@/lib/policy/verifier-rules");
const { findDeadEnd: changedFindDeadEnd } = await import("@/lib/rules/dead-end");
const { stepOffersFor: offers } = await import("@/lib/rules/judge");
const { ruleLines } = await import("@/lib/rules/rule-lines");
const { preconditions, ruleOf } = await import("@/lib/rules/rules");

let fixture: Fixture;
let id: number;

beforeAll(async () => {
  fixture = await newFixture();
  // As a migration writes it.
  const { rules, words, notices } = givenRulebook();
  await fixture.owner`insert into submitted_rulebook values (${rules}::text::jsonb, ${words}::text::jsonb, ${notices}::text::jsonb)`;
  id = (await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture))).id;
  await takeStep(fixture.app, fixture.operator, "change", id, "submit");
  await takeStep(fixture.app, fixture.reviewer, "change", id, "review");
});
afterAll(() => fixture.drop());

type Reader = SessionUser & { readonly id: number };
const reader = ({ id, name, token }: SignedIn, ...roles: readonly Role[]): Reader => ({
  ...{
    id,
    personId: id,
    name,
    token,
    roles: [...roles],
    sessionId: 0,
    email: null,
    createdAt: new Date(0),
    now: new Date(0),
  },
  ...{ timezone: "UTC", delegation: null, lastStep: null, accounts: [] },
});
const author = () => reader(fixture.operator, "operator");
const colleague = () => reader(fixture.operator2, "operator");
const lead = () => reader(fixture.lead, "ops_lead", "reviewer");

/** The change as the app's role reads it for a page. */
async function recordState(): Promise<RecordState> {
  const [row] = await fixture.app<Pick<RecordState, "pastActions" | "checks" | "status">[]>`
    select change_past_actions(c.id, c.revision) as "pastActions", check_preconditions(c, ${[...preconditions]}, null, windlass_now()) as checks, c.status from changes c where c.id = ${id}`;
  if (!row) throw new Error("there is no such change");
  const { pastActions, checks, status } = row;
  return { recordType: "change", type: "normal", name: `CHG-${id}`, pastActions, checks, status };
}

async function pageFor(person: Reader): Promise<string> {
  const now = await recordState();
  const props: StepsProps = {
    record: { kind: "change", type: "normal", id, seq: 3 },
    ...{ offered: offers(now, person), recordState: now, person },
    ...{
      staff: [author(), colleague(), lead()],
      formOptions: {
        systems: [],
        people: [],
        zone: "UTC",
        templateFields: [],
        findingDefaults: { due: "", owner: "" },
      },
    },
    ...{ formDraft: null, initialValues: () => ({}) },
  };
  return renderToStaticMarkup(
    createElement(
      "main",
      null,
      createElement(NextSteps, props),
      createElement(DecisionBar, props),
      createElement(OtherSteps, props),
    ),
  );
}

const form = (name: Step, typed: Readonly<Record<string, string>>) => ({
  formMetadata: { subject: "change", step: name, type: "normal", id, seq: 3, key: crypto.randomUUID() } as const,
  typed,
});

async function taken(): Promise<(TakenStep & { readonly sentence: string })[]> {
  const rows = await fixture.owner<{ step: Step; name: string; at: string; seq: number; to: RecordState["status"] }[]>`
    select e.step, p.name, utc(e.received_at) as at, e.seq, e.to_status as to from events e join people p on p.id = e.person_id
    where e.subject_type = 'change' and e.subject_id = ${id} order by e.seq`;
  const nothing = { revision: 1, data: {}, texts: {}, redactions: {}, redacted: null };
  return rows.map((row) => ({
    ...{ step: row.step as TakenStep["step"], by: row.name, at: row.at },
    sentence: eventSentence({ ...row, ...nothing, person: row }, () => "", String),
  }));
}

describe("a step that leads on, added by its row and its words", () => {
  it("is offered as a decision, beside those that ask for the same, to whom its row names", async () => {
    const [page = ""] = (await pageFor(lead())).split('id="other-steps"');
    expect(page).toMatch(/<section aria-label="Your decision"/);
    expect(page).toMatch(/<textarea[^>]*name="comment"/);
    expect(page).toMatch(/<button[^>]*value="approve_jointly"[^>]*name="step"[^>]*>Approve jointly</);
    expect(page).toContain("With a colleague.");
    expect(waitsUnder(await recordState(), lead())).toBe("Approve");
  });

  it("says to everybody else who can take it", async () => {
    const page = await pageFor(author());
    expect(page).not.toContain('value="approve_jointly"');
    expect(page).toMatch(
      /Approve jointly:<\/span> Only an operations lead who did not write any of it and did not review it can approve it jointly/,
    );
    expect(waitsUnder(await recordState(), author())).toBeNull();
  });

  it("counts where it is asked whether anybody can go on", async () => {
    expect(changedFindDeadEnd(await recordState(), [author(), lead()])).toBeNull();
    expect(changedFindDeadEnd(await recordState(), [author(), colleague()])).not.toBeNull();
  });

  it("is decided by the server when its form is posted", async () => {
    const known = { record: { recordState: await recordState(), stepSeq: 3, current: {} }, zone: "UTC" };
    const typed = { comment: "We both read it." };
    expect(await decide(form(approveJointly, typed), { ...known, actor: lead() })).toEqual({
      next: "perform",
      input: typed,
    });
    expect(await decide(form(approveJointly, { comment: "" }), { ...known, actor: lead() })).toMatchObject({
      next: "correct",
    });
    expect(await decide(form(approveJointly, typed), { ...known, actor: author() })).toMatchObject({
      next: "refuse",
      cause: { refusal: { code: "who" } },
    });
  });

  it("is refused and performed by the database as its row says", async () => {
    const comment = { comment: "We both read it." };
    expect(
      await refusalFrom(takeStep(fixture.app, fixture.operator, "change", id, "approve_jointly", comment)),
    ).toMatchObject({
      because: "who",
    });
    expect(await refusalFrom(takeStep(fixture.app, fixture.lead, "change", id, "approve_jointly"))).toMatchObject({
      field: "comment",
    });
    expect(await takeStep(fixture.app, fixture.lead, "change", id, "approve_jointly", comment)).toMatchObject({
      status: "approved",
    });
    const [row] = await fixture.app`select approved_at is not null as approved, status from changes where id = ${id}`;
    expect(row).toEqual({ approved: true, status: "approved" });
  });

  it("makes its person one who approved, of whom a later row asks", async () => {
    expect((await recordState()).pastActions.approver).toEqual([fixture.lead.id]);
    const reason = { reason: "They left." };
    expect(await refusalFrom(takeStep(fixture.app, fixture.lead, "change", id, "take_over", reason))).toMatchObject({
      because: "who",
    });
  });

  it("reaches its stage and has its sentence", async () => {
    const [, , approved] = stagesOf("normal", await taken());
    expect(approved).toMatchObject({
      label: "Approved",
      state: "done",
      by: fixture.lead.name,
      clause: "normal-approved",
    });
    expect((await taken()).at(-1)?.sentence).toBe(`${fixture.lead.name} approved it jointly.`);
  });
});

describe("a step that ends a change, added by its row and its words", () => {
  beforeAll(async () => {
    const [row] = await fixture.owner<{ start: string; end: string }[]>`
      select utc(windlass_now()) as start, utc(windlass_now() + interval '1 hour') as end`;
    await takeStep(fixture.app, fixture.operator, "change", id, "schedule", {
      windowStart: row?.start,
      windowEnd: row?.end,
    });
    await takeStep(fixture.app, fixture.operator, "change", id, "start");
  });

  it("stands among the other steps, looking grave, for who started it", async () => {
    const page = await pageFor(author());
    const [next = "", others = ""] = page.split('id="other-steps"');
    expect(next).not.toContain('value="abandon"');
    expect(others).toMatch(/<div id="abandon"/);
    expect(others.indexOf('id="abandon"')).toBeGreaterThan(others.indexOf('id="call_off"'));
    expect(others.indexOf('id="abandon"')).toBeLessThan(others.indexOf('id="note"'));
    const looks = (name: string) => others.match(new RegExp(`<button[^>]*class="([^"]*)"[^>]*value="${name}"`))?.[1];
    expect(looks("abandon")).toBe(looks("call_off"));
    expect(looks("abandon")).not.toBe(looks("note"));
    expect(await pageFor(colleague())).not.toContain('value="abandon"');
  });

  it("is performed by the database, and ends it", async () => {
    const reason = { reason: "No longer wanted." };
    expect(await refusalFrom(takeStep(fixture.app, fixture.operator2, "change", id, "abandon", reason))).toMatchObject({
      because: "who",
    });
    expect(await takeStep(fixture.app, fixture.operator, "change", id, "abandon", reason)).toMatchObject({
      status: "cancelled",
    });
    const [row] = await fixture.app`select ended_at is not null as ended from changes where id = ${id}`;
    expect(row).toEqual({ ended: true });
    expect((await recordState()).pastActions.executor).toEqual([fixture.operator.id]);
    expect(stagesOf("normal", await taken()).at(-1)).toMatchObject({ label: "Abandoned", state: "ended" });
  });
});

describe("both steps", () => {
  it("are replayed without a difference, each by the rule it was judged by", async () => {
    expect(await replayDifferences(fixture.superuser)).toEqual([]);
  });

  it("are reported as what they are", async () => {
    const [audit] = await readAudits([id], drizzle(fixture.app));
    expect(audit).toMatchObject({
      approved: { name: fixture.lead.name },
      ended: { name: fixture.operator.name, step: abandon },
      breaches: [],
    });
  });

  it("stand in the rulebook as people read it", () => {
    const lines: readonly string[] = ruleLines("change").map(({ label }) => label);
    expect(lines).toEqual(expect.arrayContaining(["Approve jointly", "Abandon"]));
    expect(ruleOf("change", abandon, "normal")).toMatchObject({ to: "cancelled" } satisfies Partial<Rule>);
  });

  it("are verified by the auditor's copy that npm run rules:document writes", async () => {
    const verifier = readFileSync(new URL("../../bin/auditor/verify.mjs", import.meta.url), "utf8");
    await signLog(fixture.worker, newSigner());
    let log = "";
    for await (const part of wholeLog(fixture.worker, null)) log += part;
    expect(outputOf(verifier, log)).toMatchObject({ ok: false, said: expect.stringContaining("approve_jointly") });
    expect(outputOf(withRules(verifier), log)).toMatchObject({ ok: true });
  });
});

/** What a verifier of this text says of an export. */
function outputOf(verifier: string, log: string): { readonly ok: boolean; readonly said: string } {
  const file = join(mkdtempSync(join(tmpdir(), "windlass-verifier-")), "verify.mjs");
  writeFileSync(file, verifier);
  const { status, stdout } = spawnSync(process.execPath, [file, "-"], { input: log, encoding: "utf8" });
  return { ok: status === 0, said: stdout };
}
