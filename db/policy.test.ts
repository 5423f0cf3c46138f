import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenLinks, replayDifferences } from "./testing/replay";
import { refused, step } from "./testing/steps";
import { firstInput, newWorld, type World } from "./testing/world";

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.drop());

const draft = async () => (await step(world.app, world.operator, "change", null, "draft", firstInput.normal(world))).id;
const publish = (policyText: string, readAt: number | null = null, who = world.lead) =>
  step(world.app, who, "installation", 1, "publish_policy", { policyText, reason: "Asked for." }, readAt);
const versionOf = async (change: number) =>
  (await world.app`select policy_version from changes where id = ${change}`)[0]?.policy_version;

describe("a new text of the policy", () => {
  it("holds for what is opened after it; what was opened before keeps its own, whatever is done to it", async () => {
    const old = await draft();
    expect(await versionOf(old)).toBe(1);
    await publish("# Purpose\nTo be careful.");
    const fresh = await draft();
    await publish("# Purpose\nTo be very careful.");
    await step(world.app, world.operator, "change", old, "submit");
    await step(world.app, world.reviewer, "change", old, "review");
    await step(world.app, world.operator, "change", old, "note", { comment: "Later." });
    expect([await versionOf(old), await versionOf(fresh), await versionOf(await draft())]).toEqual([1, 2, 3]);
    expect(await replayDifferences(world.owner)).toEqual([]);
    expect(await brokenLinks(world.owner)).toEqual([]);
  });
});
