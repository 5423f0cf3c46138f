import { expect, it } from "vitest";
import { rollbackPlanRequired } from "@/lib/refusals/field-refusals";
import { placeholderPlans, realPlans } from "@/testing/examples/rollback-plans";
import { isPlaceholderPlan } from "./placeholder-plan";

it.each(placeholderPlans)("%j is no rollback plan", (text) => {
  expect(isPlaceholderPlan(text)).toBe(true);
});

it.each(realPlans)("%j is one", (text) => {
  expect(isPlaceholderPlan(text)).toBe(false);
});

it("what is required is said in words", () => {
  expect(rollbackPlanRequired).toMatch(/at least one step and what it restores/);
});

it("a long text takes no longer than its length", () => {
  const begun = performance.now();
  for (const text of ["none ", "n/a,", "— ", "x.", "a"]) isPlaceholderPlan(text.repeat(10_000 / text.length));
  expect(performance.now() - begun).toBeLessThan(1_000);
});
