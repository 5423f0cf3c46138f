import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "@/db/connection/sha256";
import { performStep, type StepRequest } from "@/db/steps/perform-step";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
});
afterAll(() => fixture.drop());

const draft = (key: string, over: Partial<StepRequest> = {}): StepRequest => ({
  ...{ recordType: "change", recordId: null, step: "draft", expectedVersion: null, input: firstInput.normal(fixture) },
  ...{ idempotencyKey: key, requestHash: sha256("first"), ofOneRequest: true, ...over },
});
const changeCount = async () => (await fixture.owner`select count(*)::int as count from changes`)[0]?.count;

it("counts 1,000 equal posts at once as one, and answers all of them alike", async () => {
  const before = await changeCount();
  const request = draft(randomUUID());
  const answers = await Promise.all(Array.from({ length: 1000 }, () => performStep(fixture.operator.token, request)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ ok: true, status: "draft", version: 1, event: expect.any(Number) });
  expect(await changeCount()).toBe(before + 1);
});

it("refuses another request with the same key, also while the first is under way", async () => {
  const key = randomUUID();
  const before = await changeCount();
  const requests = Array.from({ length: 40 }, (_, at) => draft(key, { requestHash: sha256(`body ${at % 2}`) }));
  const answers = await Promise.all(requests.map((request) => performStep(fixture.operator.token, request)));
  const performed = answers.filter((answer) => answer.ok);
  expect(performed).toHaveLength(20);
  expect(answers.filter((answer) => !answer.ok && answer.code === "key_of_another_request")).toHaveLength(20);
  expect(await changeCount()).toBe(before + 1);
});

it("leaves a form's key as it was: with other fields it is a new post", async () => {
  const key = randomUUID();
  const form = { ofOneRequest: undefined } as const;
  const first = await performStep(fixture.operator.token, draft(key, form));
  const second = await performStep(fixture.operator.token, draft(key, { ...form, requestHash: sha256("second") }));
  expect([first.ok, second.ok]).toEqual([true, true]);
  expect(first).not.toEqual(second);
});

it("lets a request that was refused be sent again with its key", async () => {
  const key = randomUUID();
  const refused = await performStep(fixture.operator.token, draft(key, { input: {} }));
  expect(refused).toMatchObject({ ok: false, field: "title" });
  expect(await performStep(fixture.operator.token, draft(key))).toMatchObject({ ok: true });
});
