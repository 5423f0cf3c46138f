import { expect, it } from "vitest";
import { planIsRequired } from "@/lib/refusals/field-refusals";
import { noPlans, plans } from "@/testing/examples/plans";
import { isNoPlan } from "./no-plan";

it.each(noPlans)("%j is no rollback plan", (text) => {
  expect(isNoPlan(text)).toBe(true);
});

it.each(plans)("%j is one", (text) => {
  expect(isNoPlan(text)).toBe(false);
});

it("what is required is said in words", () => {
  expect(planIsRequired).toMatch(/at least one step and what it restores/);
});

it("a long text takes no longer than its length", () => {
  const begun = performance.now();
  for (const text of ["none ", "n/a,", "— ", "x.", "a"]) isNoPlan(text.repeat(10_000 / text.length));
  expect(performance.now() - begun).toBeLessThan(1_000);
});
