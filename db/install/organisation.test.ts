import { afterAll, beforeAll, expect, it } from "vitest";
import { sentenceWithClause } from "@/lib/refusals/refusal-sentence";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { refusalFrom, takeStep } from "@/testing/steps";
import { migrate } from "./migrate";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const startedFor = (organisation?: string) => migrate(fixture.url("owner"), "demo", { organisation });

/** What the database says of a change that names no system. */
const withoutSystem = async () => {
  const input = { ...firstInput.normal(fixture), systems: [] };
  return (await refusalFrom(takeStep(fixture.app, fixture.operator, "change", null, "draft", input))).sentence;
};

const onPage = (organisation: string) =>
  sentenceWithClause(
    "in_scope",
    {},
    Object.assign((instant: string) => instant, { organisation }),
  );

it("a refusal names the organisation that the last start named, in SQL as on the page", async () => {
  await startedFor("Beta Hosting");
  expect(await withoutSystem()).toMatch(/^Name at least one system managed by Beta Hosting /);
  expect(await withoutSystem()).toContain(onPage("Beta Hosting"));
  await startedFor();
  expect(await withoutSystem()).toContain(onPage("Anchor MSP"));
});

it("a name is said as it is written, whatever stands in it", async () => {
  await startedFor("A {lacking} & <b>Co</b> $1");
  expect(await withoutSystem()).toMatch(/managed by A \{lacking\} & <b>Co<\/b> \$1 that/);
});

it("another name is no other rulebook", async () => {
  const fingerprint = async () => (await fixture.owner`select current_rulebook() ->> 'rules' as it`)[0]?.it;
  await startedFor("Beta Hosting");
  const before = await fingerprint();
  await startedFor("Gamma");
  expect(await fingerprint()).toBe(before);
});
