import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { queryRows } from "@/db/connection/typed-sql";
import { replayDifferences } from "@/db/replay/replay";
import { type ChangeField, changeFields } from "@/lib/changes/change-fields";
import { type FieldSpec, fields } from "@/lib/rules/fields";
import { rulesOf } from "@/lib/rules/rules";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { takeStep } from "@/testing/steps";
import { type ChangeRecord, changeQuery } from "./read-change";

// A field that is in the rulebook, but not in the table, in an event's effect on its row, or in the replay, is red here.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const changeAt = async (id: number) => (await queryRows(drizzle(fixture.app), changeQuery(id)))[0]?.change;

/** Which record takes the field: the first of these whose edit asks for it, or the one of the catalogue for its fields. */
function typeFor(field: ChangeField): "normal" | "standard" | "emergency" {
  if (fields[field].kind === "values") return "standard";
  const planned = rulesOf("change").some(
    (row) => row.step === "edit" && row.types?.includes("normal") && hasInput(row.inputs, field),
  );
  return planned ? "normal" : "emergency";
}
const hasInput = (inputs: readonly string[] = [], field: string) =>
  inputs.some((ask) => ask.replace("*", "") === field);

/** The first or the second value that the field could take, as a form posts it. */
function sample(field: ChangeField, index: 0 | 1): unknown {
  const spec: FieldSpec = fields[field];
  if (field === "links") return `https://example.org/${index}`;
  if (spec.kind === "choice") return spec.options[index];
  if (spec.kind === "minutes") return 5 + index;
  if (spec.kind === "boolean") return index === 0;
  if (spec.kind === "systems") return index === 0 ? [fixture.dns] : [fixture.web, fixture.dns];
  if (spec.kind === "values") return { name: `panel-${"ab"[index]}` };
  return `Restore the snapshot of ${field}, ${index}.`;
}

/** What the record says then, as a form posts it. */
const textOf = (change: ChangeRecord | undefined, field: ChangeField): unknown =>
  field === "systems" ? change?.systems.map(({ id }) => id).sort() : change?.[field];

const sorted = (value: unknown) => (Array.isArray(value) ? [...value].sort() : value);

describe.each(changeFields)("%s", (field) => {
  const type = typeFor(field);
  const edit = (id: number, input: object) =>
    takeStep(fixture.app, fixture.operator, "change", id, "edit", { ...input });
  const begun = (input: object) =>
    takeStep(fixture.app, fixture.operator, "change", null, type === "emergency" ? "declare" : "draft", {
      ...firstInput[type](fixture),
      ...input,
    });

  it.runIf(type !== "emergency")("is kept by the draft that says it", async () => {
    const { id } = await begun({ [field]: sample(field, 0) });
    expect(textOf(await changeAt(id), field)).toEqual(sorted(sample(field, 0)));
  });

  it("is kept by an edit that says it, and by one that says something else", async () => {
    const { id } = await begun({});
    for (const index of [0, 1] as const) {
      await edit(id, { [field]: sample(field, index) });
      expect(textOf(await changeAt(id), field)).toEqual(sorted(sample(field, index)));
    }
    await edit(id, field === "why" ? { impact: "Nobody." } : { why: "For another reason." });
    expect(textOf(await changeAt(id), field)).toEqual(sorted(sample(field, 1)));
  });

  it.runIf(["text", "name", "minutes"].includes(fields[field].kind))("is empty once it was cleared", async () => {
    const { id } = await begun({});
    await edit(id, { [field]: sample(field, 0) });
    await edit(id, { [field]: "" });
    expect(textOf(await changeAt(id), field)).toBeNull();
  });
});

it("what was kept is what the events tell", async () => {
  expect(await replayDifferences(fixture.superuser)).toEqual([]);
});
