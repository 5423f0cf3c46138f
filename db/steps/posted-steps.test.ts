import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import type { SignedIn } from "@/testing/people";
import { takeStep as takeStepBySql } from "@/testing/steps";

// A form that is posted, from the server action to the database, and back to the page that says what came of it: what it
// costs where its step is taken, and what it says where not.

const { statements, request } = vi.hoisted(() => ({ statements: [] as string[], request: { token: "" } }));

vi.mock("postgres", async (original) => {
  const { default: connect } = await original<{ default: typeof import("postgres") }>();
  const counted = (url: string, options?: object) =>
    connect(url, { ...options, debug: (_: number, query: string) => void statements.push(query) });
  return { default: Object.assign(counted, connect) };
});
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "localhost:3000", origin: "http://localhost:3000" }),
  cookies: async () => ({ get: () => ({ value: request.token }) }),
}));
vi.mock("next/navigation", () => ({
  redirect: (to: string) => {
    throw new Redirected(to);
  },
  notFound: () => {
    throw new Error("not found");
  },
}));

class Redirected extends Error {
  constructor(readonly to: string) {
    super(to);
  }
}

const { takeStep } = await import("@/app/_steps/actions/actions");
const { restoreDraft } = await import("@/app/_steps/form-draft");

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
  Object.assign(process.env, {
    DATABASE_URL: fixture.url("app"),
    WINDLASS_DEMO: "1",
    APP_URL: "http://localhost:3000",
  });
});
afterAll(() => fixture.drop());
beforeEach(() => void statements.splice(0));

type Fields = Readonly<Record<string, string>>;

/** Posts the form; returns where it led. */
async function post(person: SignedIn, fields: Fields): Promise<string> {
  request.token = person.token;
  const form = new FormData();
  for (const [name, value] of Object.entries({ subject: "change", key: randomUUID(), ...fields }))
    form.append(name, value);
  statements.splice(0);
  const { to } = await takeStep(form).then(
    () => new Redirected("nowhere"),
    (error: unknown) => {
      if (error instanceof Redirected) return error;
      throw error;
    },
  );
  return to;
}

/** What the page says above the form and at its fields. */
async function answerOf(person: SignedIn, to: string) {
  const { pathname, searchParams } = new URL(to, "http://localhost:3000");
  const draft = await restoreDraft(person.token, pathname, searchParams.get("kept") ?? undefined);
  return { sentence: draft?.sentence, errors: draft?.errors, typed: draft?.typed };
}

const draftFields = {
  ...{ step: "draft", type: "normal", boxes: "systems reversible isApplicationDeploy", systems: "1" },
  ...{
    title: "Raise the limit",
    category: "configuration",
    what: "Raise it.",
    why: "Asked for.",
    rollbackPlan: "Lower it.",
  },
};

const newDraft = async () =>
  (await takeStepBySql(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture))).id;

const stepsOf = async (id: number) =>
  (await fixture.owner`select step from events where subject_type = 'change' and subject_id = ${id} order by seq`).map(
    ({ step }) => step,
  );

const refusalsOf = async (id: number) =>
  (
    await fixture.owner`select step, sentence, times from refusals where subject_type = 'change' and subject_id = ${id} order by minute, step`
  ).map((row) => ({ ...row }));

it("takes two statements where its step is taken: the session and the step", async () => {
  const path = await post(fixture.operator, draftFields);
  expect(statements).toEqual([expect.stringContaining("resolve_session"), expect.stringContaining("perform_step")]);
  const id = path.replace("/changes/CHG-", "");
  const steps: [SignedIn, Fields][] = [
    [fixture.operator, { step: "note", seq: "1", comment: "Seen." }],
    [fixture.operator, { step: "submit", seq: "1" }],
    [fixture.reviewer, { step: "review", seq: "3", comment: "Read it." }],
    [fixture.lead, { step: "approve", seq: "4", comment: "Go ahead." }],
  ];
  for (const [person, fields] of steps) {
    expect(await post(person, { id, ...fields }), fields.step).toBe(path);
    expect(statements, fields.step).toHaveLength(2);
  }
  expect(await stepsOf(Number(id))).toEqual(["draft", "note", "submit", "review", "approve"]);
});

it("drafts and submits by one form, once however often it is sent; without its facts neither", async () => {
  const form = { ...draftFields, next: "submit", key: randomUUID() };
  const path = await post(fixture.operator, form);
  const id = Number(path.replace("/changes/CHG-", ""));
  expect(await stepsOf(id)).toEqual(["draft", "submit"]);
  expect(await post(fixture.operator, form)).toBe(path);
  expect(await stepsOf(id)).toEqual(["draft", "submit"]);
  const incomplete = { ...draftFields, next: "submit", why: " ", rollbackPlan: "" };
  const { errors, typed } = await answerOf(fixture.operator, await post(fixture.operator, incomplete));
  expect(Object.keys(errors ?? {})).toEqual(["why", "rollbackPlan"]);
  expect(typed).toMatchObject({ title: "Raise the limit" });
  const noPlan = await answerOf(
    fixture.operator,
    await post(fixture.operator, { ...form, key: randomUUID(), rollbackPlan: "n/a" }),
  );
  expect(noPlan.typed).toMatchObject({ rollbackPlan: "n/a" });
  const [{ last } = { last: 0 }] = await fixture.owner`select max(id)::int as last from changes`;
  expect(last).toBe(id);
});

it("takes systems by their names, and says which name is none", async () => {
  const [{ name } = { name: "" }] = await fixture.owner`select name from systems where id = 1`;
  const byName = { ...draftFields, systems: "", systemsTyped: name };
  const path = await post(fixture.operator, byName);
  const id = Number(path.replace("/changes/CHG-", ""));
  expect(await fixture.owner`select system_id::int as id from change_systems where change_id = ${id}`).toEqual([
    { id: 1 },
  ]);
  const unknown = await post(fixture.operator, { ...byName, systemsTyped: `${name}, no such system` });
  const { errors, typed } = await answerOf(fixture.operator, unknown);
  expect(errors?.systems).toContain("no such system");
  expect(typed).toMatchObject({ systemsTyped: `${name}, no such system` });
});

it("says what happened meanwhile before whatever else is wrong, once, and gives back what was typed", async () => {
  const id = await newDraft();
  await takeStepBySql(fixture.app, fixture.operator, "change", id, "submit");
  const form = { id: String(id), step: "send_back", seq: "1", key: randomUUID() };
  for (const comment of ["Name the range.", ""]) {
    const to = await post(fixture.reviewer, { ...form, comment });
    const { sentence, typed } = await answerOf(fixture.reviewer, to);
    expect(sentence).toMatch(/Operator One submitted it/);
    expect(typed).toMatchObject({ comment });
  }
  expect(await refusalsOf(id)).toEqual([
    { step: "send_back", sentence: expect.stringContaining("Operator One"), times: 2 },
  ]);
  expect(await stepsOf(id)).toEqual(["draft", "submit"]);
});

it("says who may before what is missing, and what is missing before what looks like a credential", async () => {
  const id = await newDraft();
  await takeStepBySql(fixture.app, fixture.operator, "change", id, "submit");
  await takeStepBySql(fixture.app, fixture.reviewer, "change", id, "review");
  const form = { id: String(id), step: "reject", seq: "3" };
  const refused = await answerOf(fixture.operator, await post(fixture.operator, { ...form, reason: "" }));
  expect(refused.errors).toEqual({});
  expect((await refusalsOf(id)).map(({ sentence }) => sentence)).toEqual([refused.sentence]);
  const missing = await answerOf(fixture.lead, await post(fixture.lead, { ...form, reason: " " }));
  expect(missing).toMatchObject({
    sentence: expect.stringContaining("highlighted"),
    errors: { reason: expect.any(String) },
  });
  const credential = await answerOf(
    fixture.lead,
    await post(fixture.lead, { ...form, reason: "password: Xk39-Qp!77" }),
  );
  expect(credential.errors).toEqual({ reason: expect.stringContaining("credential") });
  expect(await stepsOf(id)).toEqual(["draft", "submit", "review"]);
});

it("reads nothing of somebody who can never take the step, and does not ask the database to take it", async () => {
  const id = await newDraft();
  const to = await post(fixture.auditor, { id: String(id), step: "note", seq: "1", comment: "Let me." });
  expect(statements.filter((statement) => statement.includes("perform_step"))).toEqual([]);
  expect(await answerOf(fixture.auditor, to)).toMatchObject({ errors: {}, typed: {} });
  expect(await refusalsOf(id)).toMatchObject([{ step: "note", times: 1 }]);
});

it("counts once however often it is sent, and is judged anew where it was changed", async () => {
  const id = await newDraft();
  const form = { id: String(id), step: "submit", seq: "1", key: randomUUID() };
  const first = await post(fixture.operator, form);
  expect(await post(fixture.operator, form)).toBe(first);
  expect(await stepsOf(id)).toEqual(["draft", "submit"]);
  expect(await refusalsOf(id)).toEqual([]);
  expect(await post(fixture.operator, { ...form, step: "note", comment: "Seen." })).toBe(first);
  expect(await stepsOf(id)).toEqual(["draft", "submit", "note"]);
});

it("refuses a record that is none, and a field that is none of its step", async () => {
  const none = await answerOf(
    fixture.operator,
    await post(fixture.operator, { id: "987654321", step: "submit", seq: "1" }),
  );
  expect(none.errors).toEqual({});
  expect(none.sentence).toMatch(/no such record/i);
  const id = await newDraft();
  const odd = await post(fixture.operator, { id: String(id), step: "submit", seq: "1", type: "normal" });
  expect((await answerOf(fixture.operator, odd)).errors).toHaveProperty("type");
});

it("is saved where the session ends while it is judged", async () => {
  const id = await newDraft();
  await fixture.superuser.unsafe(`
    alter function perform_step(text, uuid, bytea, text, bigint, text, integer, jsonb, boolean) rename to judged_step;
    create function perform_step(text, uuid, bytea, text, bigint, text, integer, jsonb, boolean) returns jsonb language plpgsql as
      $$ begin return judged_step('nobody', $2, $3, $4, $5, $6, $7, $8); end $$;
    grant execute on all functions in schema public to windlass_app`);
  const to = await post(fixture.operator2, { id: String(id), step: "note", seq: "1", comment: "Going well." });
  await fixture.superuser.unsafe(`
    drop function perform_step(text, uuid, bytea, text, bigint, text, integer, jsonb, boolean);
    alter function judged_step(text, uuid, bytea, text, bigint, text, integer, jsonb, boolean) rename to perform_step`);
  const back = new URL(to, "http://localhost:3000").searchParams.get("return") ?? "";
  expect((await answerOf(fixture.operator2, back)).typed).toEqual({ comment: "Going well." });
});
