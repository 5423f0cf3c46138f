import { afterAll, beforeAll, expect, it } from "vitest";
import { step, stepIn } from "@/testing/steps";
import { claim, configure } from "@/testing/told";
import { firstInput, newWorld, type World } from "@/testing/world";

// A step calls the workers in its own transaction; but what they are called for is found without the call, so no step fails or waits for it.

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.drop());

const declare = () => step(world.app, world.operator, "change", null, "declare", firstInput.emergency(world));
const jobs = async () =>
  (await world.owner`select key from graphile_worker.jobs order by key`).map(({ key }) => String(key));
const done = () => world.owner`delete from graphile_worker._private_jobs`;
const wake = async () => (await world.worker<{ woken: string[] }[]>`select wake_deliveries() as woken`)[0]?.woken;

it("nobody is called while nobody can send", async () => {
  const { id } = await declare();
  await step(world.app, world.operator, "change", id, "fail", { reason: "It broke." });
  expect(await jobs()).toEqual([]);
  expect(await wake()).toEqual([]);
});

it("what waits is found once somebody can send, by as many calls as there are channels", async () => {
  await configure(world, "slack", "email");
  expect(await wake()).toEqual(["slack"]);
  await declare();
  await declare();
  expect(await jobs()).toEqual(["send_email", "send_slack"]);
  expect(await wake()).toEqual(["email", "slack"]);
  expect(await jobs()).toEqual(["send_email", "send_slack"]);
  await claim(world.worker, "slack", 500);
  expect(await wake()).toEqual(["email"]);
});

it("two steps at once do not wait for each other's call", async () => {
  const drafted = () => step(world.app, world.operator, "change", null, "draft", firstInput.normal(world));
  const [one, another] = [await drafted(), await drafted()];
  await done();
  await world.app.begin(async (tx) => {
    await stepIn(tx, world.operator, "change", one.id, "submit");
    await step(world.app, world.operator, "change", another.id, "submit");
  });
  expect(await jobs()).toEqual(["send_email", "send_slack"]);
});

it("sending again calls too", async () => {
  const [{ id } = { id: 0 }] = await claim(world.worker, "email", 1);
  await world.worker`select note_attempt(${[id]}, false, 'gone', null, null)`;
  await done();
  await step(world.app, world.lead, "delivery", id, "send_again");
  expect(await jobs()).toEqual(["send_email"]);
});

it("a step is taken where nobody can be called: the call fails, or there is no queue to call by", async () => {
  await world.owner.unsafe("alter table graphile_worker._private_jobs rename to _gone");
  expect(await declare()).toMatchObject({ status: "in_progress" });
  expect(await wake()).toEqual(["email", "slack"]);
  await world.owner.unsafe("drop schema graphile_worker cascade");
  expect(await declare()).toMatchObject({ status: "in_progress" });
});
