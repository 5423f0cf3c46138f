import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { timeZoneNames } from "@/lib/time/local-time";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { refusalFrom, takeStep } from "@/testing/steps";

// Change Records: an event holds what its step asks for, by declared names, in lengths and characters that a reader sees.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const normal = (more: object) =>
  takeStep(fixture.app, fixture.operator, "change", null, "draft", {
    type: "normal",
    title: "A change",
    category: "DNS",
    systems: [fixture.dns],
    ...more,
  });
const standard = (entryValues: unknown) =>
  takeStep(fixture.app, fixture.operator, "change", null, "draft", { ...firstInput.standard(fixture), entryValues });
const declare = (more: object) =>
  takeStep(fixture.app, fixture.operator, "change", null, "declare", {
    trigger: "contain_threat",
    what: "Block it.",
    systems: [fixture.dns],
    ...more,
  });
const entry = (more: object) =>
  takeStep(fixture.app, fixture.operator, "entry", null, "propose", {
    entryKind: "standard",
    title: "x",
    category: "DNS",
    systems: [fixture.dns],
    what: "{a}",
    rollbackPlan: "x",
    verification: "x",
    blanks: [{ name: "a", label: "A", example: "a", pattern: "[a-z]" }],
    ...more,
  });
const blank = (more: object) => entry({ blanks: [{ name: "a", label: "A", example: "a", pattern: "[a-z]", ...more }] });

const long = "x".repeat(360_000);
const turned = "\u202egnp.exe";

describe("nothing is hidden in an event", () => {
  it.each([
    ["values without an entry", () => normal({ entryValues: { host: "www" } })],
    ["long ones", () => normal({ entryValues: { x: long } })],
    ["ones of a strange name", () => normal({ entryValues: JSON.parse('{"__proto__": "x"}') })],
    ["a list of them", () => normal({ entryValues: ["x"] })],
    ["a text for them", () => normal({ entryValues: "x" })],
    ["a value that no blank declares", () => standard({ name: "latency", more: "x" })],
    ["a value of another kind", () => standard({ name: { hidden: "x" } })],
    ["a value that turns the writing", () => standard({ name: turned })],
    ["a long value", () => standard({ name: long })],
    ["a title that is a record", () => normal({ title: { hidden: "x" } })],
    ["a yes that is a list", () => normal({ reversible: [true] })],
    ["minutes that are a list", () => normal({ expectedMinutes: [5] })],
    ["a category that is a list", () => normal({ category: ["DNS"] })],
    ["a system that is a record", () => normal({ systems: [{ id: fixture.dns }] })],
    ["systems by the thousand", () => normal({ systems: Array.from({ length: 1001 }, () => fixture.dns) })],
    ["a field of no step", () => normal({ hidden: "x" })],
    ["a long field name", () => normal({ [long]: "x" })],
    ["more than a step takes", () => normal({ what: "x".repeat(4_100_000) })],
    ["a title that turns the writing", () => normal({ title: turned })],
    ["links that turn the writing", () => normal({ links: `https://example.com/${turned}` })],
    ["a roster with a declaration", () => declare({ rostered: [["hidden"]] })],
    ["a time as a list", () => declare({ startedAt: ["2026-01-01T00:00:00Z"] })],
    ["a blank’s label that turns the writing", () => blank({ label: turned })],
    ["a blank’s label with a control character", () => blank({ label: "a\u0001b" })],
    ["a blank’s label that is a record", () => blank({ label: { hidden: "x" } })],
    ["a blank’s example that turns the writing", () => blank({ example: turned })],
    ["a blank’s example that is a record", () => blank({ example: { hidden: "x" } })],
    ["a blank’s example with a control character", () => blank({ example: "a\u0001b" })],
    ["an option that turns the writing", () => blank({ pattern: undefined, options: ["a", turned] })],
    [
      "blanks by the dozen",
      () =>
        entry({
          what: "{a1}",
          blanks: Array.from({ length: 21 }, (_, n) => ({ name: `a${n}`, label: "A", pattern: "x" })),
        }),
    ],
    ["a zone of one’s own", () => zone("<hidden>5")],
    ["a zone of one’s own, with a stroke", () => zone("Hidden/Data5")],
    ["an abbreviation for a zone", () => zone("CEST")],
    ["a long zone", () => zone(`America/${"x".repeat(200)}`)],
    ["a zone that is a list", () => zone(["UTC"])],
    [
      "a feed’s name that is a record",
      () =>
        takeStep(fixture.app, fixture.operator, "person", fixture.operator.id, "make_feed", {
          name: { a: 1 },
          feedToken: "0".repeat(64),
        }),
    ],
    [
      "shifts of more than they say",
      () =>
        takeStep(fixture.app, fixture.operator, "roster", null, "place_shifts", { name: "x", shifts: [{ hidden: 1 }] }),
    ],
  ])("%s", async (_, attempt) => {
    expect(await refusalFrom(attempt)).toMatchObject({ code: "WL001", because: "field" });
  });

  it("and every zone that a form knows is one", async () => {
    const zones = timeZoneNames();
    const [row] = await fixture.owner<{ odd: string[] | null }[]>`
      select array_agg(z) as odd from unnest(${[...zones]}::text[]) z where not is_zone_name(z)`;
    expect(row?.odd).toBeNull();
  });

  it("and what is told of how a window was typed holds a time and a zone", async () => {
    for (const asTyped of [turned, "x<b>", "hidden\ntext", "a".repeat(121)])
      expect(await refusalFrom(scheduled({ asTyped }))).toMatchObject({ field: "asTyped" });
  });
});

const zone = (timezone: unknown) =>
  takeStep(fixture.app, fixture.operator, "person", fixture.operator.id, "set_timezone", { timezone });

async function scheduled(more: object) {
  return takeStep(fixture.app, fixture.operator, "change", await approved(), "schedule", {
    windowStart: "2030-01-01T10:00:00Z",
    windowEnd: "2030-01-01T11:00:00Z",
    ...more,
  });
}

async function approved(): Promise<number> {
  const { id } = await normal({ what: "Do it.", why: "Asked for.", rollbackPlan: "Restore the file of before." });
  const take = (who: Fixture["operator"], name: string) => takeStep(fixture.app, who, "change", id, name);
  await take(fixture.operator, "submit");
  await take(fixture.reviewer, "review");
  await take(fixture.lead, "approve");
  return id;
}
