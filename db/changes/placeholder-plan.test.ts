import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rollbackPlanRequired } from "@/lib/refusals/field-refusals";
import { isPlaceholderPlan, planCharacterClasses } from "@/lib/text/placeholder-plan";
import { placeholderPlans, realPlans } from "@/testing/examples/rollback-plans";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { refusalFrom, takeStep } from "@/testing/steps";

// Change Records: Rollback plan. What says nothing is no plan: of a change, of an emergency, of an entry of the catalogue.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const isNone = async (texts: readonly string[]) =>
  (
    await fixture.app<
      { none: boolean }[]
    >`select is_placeholder_plan(t) as none from unnest(${[...texts]}::text[]) with ordinality x (t, n) order by n`
  ).map(({ none }) => none);
const words = { sentence: expect.stringContaining(rollbackPlanRequired) };

it("the database knows the same plans as the form", async () => {
  expect(await isNone(placeholderPlans)).toEqual(placeholderPlans.map(() => true));
  expect(await isNone(realPlans)).toEqual(realPlans.map(() => false));
});

it("and reads every letter as the form does", async () => {
  // All of the first two planes' letters in use, and some of each block beyond.
  const isSampled = (point: number) => (point < 0xd800 || point > 0xdfff) && (point < 0x3400 || point % 41 === 0);
  const points = Array.from({ length: 0x10ffff }, (_, index) => index + 1).filter(isSampled);
  const odd: string[] = [];
  for (let from = 0; from < points.length; from += 10_000) {
    const texts = points
      .slice(from, from + 10_000)
      .map(
        (point) =>
          `restore${String.fromCodePoint(point)}${String.fromCodePoint(point)}${String.fromCodePoint(point)}zone none`,
      );
    const here = texts.map(isPlaceholderPlan);
    for (const [index, none] of (await isNone(texts)).entries()) if (none !== here[index]) odd.push(texts[index] ?? "");
  }
  expect(odd).toEqual([]);
  const [row] =
    await fixture.app`select plan_character_class('blanks') as blanks, plan_character_class('signs') as signs, plan_character_class('unparted') as unparted`;
  const asInSql = (class_: string) =>
    class_.replace(/\\u\{(\w+)\}/g, (_, point: string) => `\\U${point.padStart(8, "0")}`);
  expect(row).toEqual(
    Object.fromEntries(Object.entries(planCharacterClasses).map(([name, class_]) => [name, asInSql(class_)])),
  );
});

describe.each(["—", "…", "n.a.", "not applicable", "keiner", "revert", "x"])(
  "the rollback plan %j is refused",
  (rollbackPlan) => {
    it("when a normal change is submitted", async () => {
      const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", {
        ...firstInput.normal(fixture),
        rollbackPlan,
      });
      expect(await refusalFrom(takeStep(fixture.app, fixture.operator, "change", id, "submit"))).toMatchObject({
        need: "facts_written",
        fact: { missing: ["rollbackPlan"] },
        ...words,
      });
    });

    it("when an emergency is documented", async () => {
      const { id } = await takeStep(
        fixture.app,
        fixture.operator,
        "change",
        null,
        "declare",
        firstInput.emergency(fixture),
      );
      await takeStep(fixture.app, fixture.operator, "change", id, "finish", { actual: "Done." });
      const fiveFacts = {
        what: "It failed over.",
        why: "It was down.",
        rollbackPlan,
        explanation: "Nobody else was there.",
      };
      expect(
        await refusalFrom(takeStep(fixture.app, fixture.operator, "change", id, "document", fiveFacts)),
      ).toMatchObject({
        need: "facts_written",
        ...words,
      });
    });

    it("when an entry is proposed", async () => {
      const entry = {
        entryKind: "standard",
        title: "A dashboard",
        category: "monitoring",
        systems: [fixture.dns],
        what: "Add it.",
        rollbackPlan,
        verification: "It shows.",
      };
      expect(await refusalFrom(takeStep(fixture.app, fixture.operator, "entry", null, "propose", entry))).toMatchObject(
        {
          field: "rollbackPlan",
          ...words,
        },
      );
    });

    it("when it is what an entry's fields come to", async () => {
      const blanks = [
        { name: "plan", label: "Plan", pattern: ".{1,40}" },
        { name: "more", label: "More", pattern: ".{1,40}" },
      ];
      const { id: entry } = await takeStep(fixture.app, fixture.operator, "entry", null, "propose", {
        entryKind: "standard",
        title: "Anything",
        category: "monitoring",
        systems: [fixture.dns],
        what: "Add it.",
        rollbackPlan: "{plan} {more}",
        verification: "It shows.",
        blanks,
      });
      await takeStep(fixture.app, fixture.lead, "entry", entry, "approve_entry");
      const draft = {
        type: "standard",
        title: "One",
        why: "Asked for.",
        systems: [fixture.dns],
        entry,
        entryValues: { plan: rollbackPlan, more: rollbackPlan },
      };
      const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", draft);
      expect(await refusalFrom(takeStep(fixture.app, fixture.operator, "change", id, "document"))).toMatchObject({
        need: "facts_written",
        ...words,
      });
    });
  },
);
