import { describe, expect, it } from "vitest";
import { statusLabels, stepLabels } from "@/lib/rules/labels";

describe("the words of each step", () => {
  it.each(Object.entries(stepLabels))("%s", (_, { label, infinitive, pastTense, ...more }) => {
    expect(label).toMatch(/^[A-Z][^A-Z.]*$/);
    expect(label.split(" ").length).toBeLessThanOrEqual(8);
    for (const words of [infinitive, pastTense]) expect(words).toMatch(/^[a-z][^.]*$/);
    if (!more.hint) return;
    expect(more.hint).toMatch(/^[A-Z].*\.$/);
    for (const sentence of more.hint.split(". ")) expect(sentence.split(" ").length).toBeLessThanOrEqual(24);
  });
});

it("no status reads like a sentence", () => {
  for (const words of Object.values(statusLabels)) expect(words).toMatch(/^[a-z ]{4,25}$/);
});
