import { afterAll, beforeAll, expect, it } from "vitest";
import { citedSentence } from "@/lib/refusals/refusal-sentence";
import { refused, step } from "@/testing/steps";
import { firstInput, newWorld, type World } from "@/testing/world";
import { migrate } from "./migrate";

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.drop());

const startedFor = (organisation?: string) => migrate(world.url("owner"), "demo", { organisation });

/** What the database says of a change that names no system. */
const withoutSystem = async () => {
  const input = { ...firstInput.normal(world), systems: [] };
  return (await refused(step(world.app, world.operator, "change", null, "draft", input))).sentence;
};

const onPage = (organisation: string) =>
  citedSentence(
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
  const fingerprint = async () => (await world.owner`select living_rulebook() ->> 'rules' as it`)[0]?.it;
  await startedFor("Beta Hosting");
  const before = await fingerprint();
  await startedFor("Gamma");
  expect(await fingerprint()).toBe(before);
});
