import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Person } from "@/app/_request/session";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import type { Taken } from "@/lib/changes/stages";
import type { Subject } from "@/lib/rules/judge";
import type { Role } from "@/lib/rules/roles";
import type { Rule, Step } from "@/lib/rules/rules";
import { addSteps } from "@/testing/model/added-steps";
import type { SignedIn } from "@/testing/people";
import { newSigner, signLog } from "@/testing/sign-log";
import { refused, step } from "@/testing/steps";
import { firstInput, newWorld, type World } from "@/testing/world";

// A step is a row: two are added to the rulebook, each by its row and its words. Page, judge, database, replay, report and the
// auditor's verifier know them, and no other line of the product was touched.

// Only a build of Next gives the action its id.
vi.mock("@/app/_document/steps-target", () => ({ stepsTarget: () => ({ path: "/steps", field: "$ACTION_ID_0" }) }));

addSteps([
  {
    row: {
      ...{ step: "approve_jointly", types: ["normal"], from: ["reviewed"], to: "approved", clause: "normal-approved" },
      ...{ by: [{ role: "ops_lead", not: ["author", "reviewer"] }], asks: ["comment*"] },
      ...{ offered: "next", makes: ["approver"], does: ["approves"], waits: "Approve", stages: ["Approved"] },
    },
    words: {
      label: "Approve jointly",
      to: "approve it jointly",
      past: "approved it jointly",
      hint: "With a colleague.",
    },
  },
  {
    row: {
      ...{ step: "abandon", types: ["normal"], from: ["in_progress"], to: "cancelled", clause: "normal-executed" },
      ...{ by: [{ role: "operator", same: "starter" }], asks: ["reason*"] },
      ...{ offered: "take back", grave: true, makes: ["executor"], does: ["ends"], ending: "Abandoned" },
    },
    words: { label: "Abandon", to: "abandon it", past: "abandoned it" },
  },
]);
const [approveJointly, abandon] = ["approve_jointly", "abandon"] as unknown as [Step, Step];

const { NextSteps, OtherSteps } = await import("@/app/_steps/panel/next-steps");
const { decide } = await import("@/app/_steps/decide");
const { givenRulebook } = await import("@/db/rules/rules-table");
const { replayDifferences } = await import("@/db/replay/replay");
const { readTraces } = await import("@/db/report/read-traces");
const { wholeLog } = await import("@/db/ledger/whole-log");
const { eventSentence } = await import("@/lib/changes/event-words");
const { stagesOf } = await import("@/lib/changes/stages");
const { waitsUnder } = await import("@/lib/changes/waiting");
const { withRules } = await import("@/lib/policy/verifier-rules");
const { stuckNow } = await import("@/lib/rules/dead-end");
const { offers } = await import("@/lib/rules/judge");
const { ruleLines } = await import("@/lib/rules/rule-lines");
const { needs, ruleOf } = await import("@/lib/rules/rules");

let world: World;
let id: number;

beforeAll(async () => {
  world = await newWorld();
  // As a migration writes it.
  const { rules, words, notices } = givenRulebook();
  await world.owner`insert into given_rulebook values (${rules}::text::jsonb, ${words}::text::jsonb, ${notices}::text::jsonb)`;
  id = (await step(world.app, world.operator, "change", null, "draft", firstInput.normal(world))).id;
  await step(world.app, world.operator, "change", id, "submit");
  await step(world.app, world.reviewer, "change", id, "review");
});
afterAll(() => world.drop());

type Reader = Person & { readonly id: number };
const reader = ({ id, name, token }: SignedIn, ...roles: readonly Role[]): Reader => ({
  ...{
    id,
    personId: id,
    name,
    token,
    roles: [...roles],
    sessionId: 0,
    email: null,
    since: new Date(0),
    now: new Date(0),
  },
  ...{ timezone: "UTC", delegation: null, lastStep: null, accounts: [] },
});
const author = () => reader(world.operator, "operator");
const colleague = () => reader(world.operator2, "operator");
const lead = () => reader(world.lead, "ops_lead", "reviewer");

/** The change as the app's role reads it for a page. */
async function subject(): Promise<Subject> {
  const [row] = await world.app<Pick<Subject, "acts" | "facts" | "status">[]>`
    select change_acts(c.id, c.revision) as acts, change_facts(c, ${[...needs]}, null, windlass_now()) as facts, c.status from changes c where c.id = ${id}`;
  if (!row) throw new Error("there is no such change");
  const { acts, facts, status } = row;
  return { kind: "change", type: "normal", name: `CHG-${id}`, acts, facts, status };
}

async function pageFor(person: Reader): Promise<string> {
  const now = await subject();
  const props: StepsProps = {
    record: { kind: "change", type: "normal", id, seq: 3 },
    ...{ offered: offers(now, person), subject: now, person },
    ...{
      staff: [author(), colleague(), lead()],
      world: { systems: [], people: [], zone: "UTC", blanks: [], finding: { due: "", owner: "" } },
    },
    ...{ kept: null, valuesFor: () => ({}) },
  };
  return renderToStaticMarkup(
    createElement("main", null, createElement(NextSteps, props), createElement(OtherSteps, props)),
  );
}

const form = (name: Step, typed: Readonly<Record<string, string>>) => ({
  envelope: { subject: "change", step: name, type: "normal", id, seq: 3, key: crypto.randomUUID() } as const,
  typed,
});

async function taken(): Promise<(Taken & { readonly sentence: string })[]> {
  const rows = await world.owner<{ step: Step; name: string; at: string; seq: number; to: Subject["status"] }[]>`
    select e.step, p.name, utc(e.received_at) as at, e.seq, e.to_status as to from events e join people p on p.id = e.person_id
    where e.subject_type = 'change' and e.subject_id = ${id} order by e.seq`;
  const nothing = { revision: 1, data: {}, texts: {}, redactions: {}, redacted: null };
  return rows.map((row) => ({
    ...{ step: row.step as Taken["step"], by: row.name, at: row.at },
    sentence: eventSentence({ ...row, ...nothing, person: row }, () => "", String),
  }));
}

describe("a step that leads on, added by its row and its words", () => {
  it("is offered as the next step, with its form, to whom its row names", async () => {
    const [page = ""] = (await pageFor(lead())).split('id="other-steps"');
    expect(page).toMatch(/<section id="approve_jointly" aria-label="Approve jointly"/);
    expect(page).toMatch(/<textarea[^>]*name="comment"/);
    expect(page).toMatch(/<button[^>]*value="approve_jointly" name="step"[^>]*>Approve jointly</);
    expect(page).toContain("With a colleague.");
    expect(waitsUnder(await subject(), lead())).toBe("Approve");
  });

  it("says to everybody else who can take it", async () => {
    const page = await pageFor(author());
    expect(page).not.toContain('value="approve_jointly"');
    expect(page).toMatch(
      /Approve jointly:<\/span> Only an operations lead who did not write any of it and did not review it can approve it jointly/,
    );
    expect(waitsUnder(await subject(), author())).toBeNull();
  });

  it("counts where it is asked whether anybody can go on", async () => {
    expect(stuckNow(await subject(), [author(), lead()])).toBeNull();
    expect(stuckNow(await subject(), [author(), colleague()])).not.toBeNull();
  });

  it("is decided by the server when its form is posted", async () => {
    const known = { record: { subject: await subject(), stepSeq: 3, now: {} }, zone: "UTC" };
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
      bar: { refusal: { because: "who" } },
    });
  });

  it("is refused and performed by the database as its row says", async () => {
    const comment = { comment: "We both read it." };
    expect(await refused(step(world.app, world.operator, "change", id, "approve_jointly", comment))).toMatchObject({
      because: "who",
    });
    expect(await refused(step(world.app, world.lead, "change", id, "approve_jointly"))).toMatchObject({
      field: "comment",
    });
    expect(await step(world.app, world.lead, "change", id, "approve_jointly", comment)).toMatchObject({
      status: "approved",
    });
    const [row] = await world.app`select approved_at is not null as approved, status from changes where id = ${id}`;
    expect(row).toEqual({ approved: true, status: "approved" });
  });

  it("makes its person one who approved, of whom a later row asks", async () => {
    expect((await subject()).acts.approver).toEqual([world.lead.id]);
    const reason = { reason: "They left." };
    expect(await refused(step(world.app, world.lead, "change", id, "take_over", reason))).toMatchObject({
      because: "who",
    });
  });

  it("reaches its stage and has its sentence", async () => {
    const [, , approved] = stagesOf("normal", await taken());
    expect(approved).toMatchObject({
      label: "Approved",
      state: "done",
      by: world.lead.name,
      clause: "normal-approved",
    });
    expect((await taken()).at(-1)?.sentence).toBe(`${world.lead.name} approved it jointly.`);
  });
});

describe("a step that ends a change, added by its row and its words", () => {
  beforeAll(async () => {
    const [row] = await world.owner<{ start: string; end: string }[]>`
      select utc(windlass_now()) as start, utc(windlass_now() + interval '1 hour') as end`;
    await step(world.app, world.operator, "change", id, "schedule", { windowStart: row?.start, windowEnd: row?.end });
    await step(world.app, world.operator, "change", id, "start");
  });

  it("stands among the other steps, looking grave, for who started it", async () => {
    const page = await pageFor(author());
    const [next = "", others = ""] = page.split('id="other-steps"');
    expect(next).not.toContain('value="abandon"');
    expect(others).toMatch(/<section id="abandon"/);
    expect(others.indexOf('id="abandon"')).toBeGreaterThan(others.indexOf('id="call_off"'));
    expect(others.indexOf('id="abandon"')).toBeLessThan(others.indexOf('id="note"'));
    const looks = (name: string) => others.match(new RegExp(`<button[^>]*class="([^"]*)"[^>]*value="${name}"`))?.[1];
    expect(looks("abandon")).toBe(looks("call_off"));
    expect(looks("abandon")).not.toBe(looks("note"));
    expect(await pageFor(colleague())).not.toContain('value="abandon"');
  });

  it("is performed by the database, and ends it", async () => {
    const reason = { reason: "No longer wanted." };
    expect(await refused(step(world.app, world.operator2, "change", id, "abandon", reason))).toMatchObject({
      because: "who",
    });
    expect(await step(world.app, world.operator, "change", id, "abandon", reason)).toMatchObject({
      status: "cancelled",
    });
    const [row] = await world.app`select ended_at is not null as ended from changes where id = ${id}`;
    expect(row).toEqual({ ended: true });
    expect((await subject()).acts.executor).toEqual([world.operator.id]);
    expect(stagesOf("normal", await taken()).at(-1)).toMatchObject({ label: "Abandoned", state: "ended" });
  });
});

describe("both steps", () => {
  it("are replayed without a difference, each by the rule it was judged by", async () => {
    expect(await replayDifferences(world.superuser)).toEqual([]);
  });

  it("are reported as what they are", async () => {
    const [trace] = await readTraces([id], drizzle(world.app));
    expect(trace).toMatchObject({
      approved: { name: world.lead.name },
      ended: { name: world.operator.name, step: abandon },
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
    await signLog(world.worker, newSigner());
    let log = "";
    for await (const part of wholeLog(world.worker, null)) log += part;
    expect(saidBy(verifier, log)).toMatchObject({ ok: false, said: expect.stringContaining("approve_jointly") });
    expect(saidBy(withRules(verifier), log)).toMatchObject({ ok: true });
  });
});

/** What a verifier of this text says of an export. */
function saidBy(verifier: string, log: string): { readonly ok: boolean; readonly said: string } {
  const file = join(mkdtempSync(join(tmpdir(), "windlass-verifier-")), "verify.mjs");
  writeFileSync(file, verifier);
  const { status, stdout } = spawnSync(process.execPath, [file, "-"], { input: log, encoding: "utf8" });
  return { ok: status === 0, said: stdout };
}
