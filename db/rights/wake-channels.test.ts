import { afterAll, beforeAll, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { claimDeliveries, configure } from "@/testing/notice-queue";
import { takeStep, takeStepIn } from "@/testing/steps";

// A step calls the workers in its own transaction; but what they are called for is found without the call, so no step fails or waits for it.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const declare = () => takeStep(fixture.app, fixture.operator, "change", null, "declare", firstInput.emergency(fixture));
const jobs = async () =>
  (await fixture.owner`select key from graphile_worker.jobs order by key`).map(({ key }) => String(key));
const done = () => fixture.owner`delete from graphile_worker._private_jobs`;
const wake = async () => (await fixture.worker<{ woken: string[] }[]>`select wake_senders() as woken`)[0]?.woken;

it("nobody is called while nobody can send", async () => {
  const { id } = await declare();
  await takeStep(fixture.app, fixture.operator, "change", id, "fail", { reason: "It broke." });
  expect(await jobs()).toEqual([]);
  expect(await wake()).toEqual([]);
});

it("what waits is found once somebody can send, by as many calls as there are channels", async () => {
  await configure(fixture, "slack", "email");
  expect(await wake()).toEqual(["slack"]);
  await declare();
  await declare();
  expect(await jobs()).toEqual(["send_email", "send_slack"]);
  expect(await wake()).toEqual(["email", "slack"]);
  expect(await jobs()).toEqual(["send_email", "send_slack"]);
  await claimDeliveries(fixture.worker, "slack", 500);
  expect(await wake()).toEqual(["email"]);
});

it("two steps at once do not wait for each other's call", async () => {
  const drafted = () => takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
  const [one, another] = [await drafted(), await drafted()];
  await done();
  await fixture.app.begin(async (tx) => {
    await takeStepIn(tx, fixture.operator, "change", one.id, "submit");
    await takeStep(fixture.app, fixture.operator, "change", another.id, "submit");
  });
  expect(await jobs()).toEqual(["send_email", "send_slack"]);
});

it("sending again calls too", async () => {
  const [{ id } = { id: 0 }] = await claimDeliveries(fixture.worker, "email", 1);
  await fixture.worker`select record_attempts(${[id]}, false, 'gone', null, null)`;
  await done();
  await takeStep(fixture.app, fixture.lead, "delivery", id, "send_again");
  expect(await jobs()).toEqual(["send_email"]);
});

it("a step is taken where nobody can be called: the call fails, or there is no queue to call by", async () => {
  await fixture.owner.unsafe("alter table graphile_worker._private_jobs rename to _gone");
  expect(await declare()).toMatchObject({ status: "in_progress" });
  expect(await wake()).toEqual(["email", "slack"]);
  await fixture.owner.unsafe("drop schema graphile_worker cascade");
  expect(await declare()).toMatchObject({ status: "in_progress" });
});
