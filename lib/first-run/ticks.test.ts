import { expect, it } from "vitest";
import { type FirstRun, firstChangeTicks, setUpTicks } from "./ticks";

const newInstallation: FirstRun = {
  ...{ hasSystems: false, hasShifts: false, hasEntries: false, sendsSlack: false, sendsEmail: false },
  isUsed: false,
  firstChange: null,
};
const done = (ticks: ReturnType<typeof setUpTicks>) => ticks.filter(({ isDone }) => isDone).map(({ label }) => label);

it("leads to the first approved change in four ticks, and then no more", () => {
  expect(firstChangeTicks(newInstallation).map(({ path }) => path)).toEqual(Array(4).fill("/changes/new/normal"));
  const after = (...steps: string[]) =>
    firstChangeTicks({ ...newInstallation, firstChange: { number: "CHG-1001", steps } });
  expect(done(after("draft", "edit", "submit"))).toEqual(["Draft a normal change", "Submit it for review"]);
  expect(after("draft")[1]?.path).toBe("/changes/CHG-1001");
  expect(after("draft", "submit", "review", "approve")).toEqual([]);
  expect(firstChangeTicks({ ...newInstallation, isUsed: true })).toEqual([]);
});

it("tells a lead what is to be set up until changes can be made", () => {
  expect(setUpTicks(newInstallation)).toHaveLength(5);
  expect(done(setUpTicks({ ...newInstallation, hasSystems: true, sendsSlack: true }))).toEqual([
    "Clients and systems",
    "Slack",
  ]);
  expect(setUpTicks({ ...newInstallation, hasSystems: true, hasShifts: true, hasEntries: true })).toEqual([]);
});
