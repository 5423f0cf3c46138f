import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsOf } from "@/db/connection/rows";
import { replayDifferences } from "@/db/replay/replay";
import { type ChangeField, changeFields } from "@/lib/changes/change-fields";
import { type FieldKind, fields } from "@/lib/rules/fields";
import { rulesOf } from "@/lib/rules/rules";
import { step } from "@/testing/steps";
import { firstInput, newWorld, type World } from "@/testing/world";
import { type ChangeRecord, changeQuery } from "./read-change";

// A field that is in the rulebook, but not in the table, in an event's effect on its row, or in the replay, is red here.

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.drop());

const readAt = async (id: number) => (await rowsOf(drizzle(world.app), changeQuery(id)))[0]?.change;

/** Which record takes the field: the first of these whose edit asks for it, or the one of the catalogue for its fields. */
function typeFor(field: ChangeField): "normal" | "standard" | "emergency" {
  if (fields[field].kind === "values") return "standard";
  const planned = rulesOf("change").some(
    (row) => row.step === "edit" && row.types?.includes("normal") && asks(row.asks, field),
  );
  return planned ? "normal" : "emergency";
}
const asks = (asked: readonly string[] = [], field: string) => asked.some((ask) => ask.replace("*", "") === field);

/** The first or the second value that the field could take, as a form posts it. */
function sample(field: ChangeField, place: 0 | 1): unknown {
  const spec: FieldKind = fields[field];
  if (field === "links") return `https://example.org/${place}`;
  if (spec.kind === "choice") return spec.options[place];
  if (spec.kind === "minutes") return 5 + place;
  if (spec.kind === "boolean") return place === 0;
  if (spec.kind === "systems") return place === 0 ? [world.dns] : [world.web, world.dns];
  if (spec.kind === "values") return { name: `panel-${"ab"[place]}` };
  return `Restore the snapshot of ${field}, ${place}.`;
}

/** What the record says then, as a form posts it. */
const said = (change: ChangeRecord | undefined, field: ChangeField): unknown =>
  field === "systems" ? change?.systems.map(({ id }) => id).sort() : change?.[field];

const sorted = (value: unknown) => (Array.isArray(value) ? [...value].sort() : value);

describe.each(changeFields)("%s", (field) => {
  const type = typeFor(field);
  const edit = (id: number, input: object) => step(world.app, world.operator, "change", id, "edit", { ...input });
  const begun = (input: object) =>
    step(world.app, world.operator, "change", null, type === "emergency" ? "declare" : "draft", {
      ...firstInput[type](world),
      ...input,
    });

  it.runIf(type !== "emergency")("is kept by the draft that says it", async () => {
    const { id } = await begun({ [field]: sample(field, 0) });
    expect(said(await readAt(id), field)).toEqual(sorted(sample(field, 0)));
  });

  it("is kept by an edit that says it, and by one that says something else", async () => {
    const { id } = await begun({});
    for (const place of [0, 1] as const) {
      await edit(id, { [field]: sample(field, place) });
      expect(said(await readAt(id), field)).toEqual(sorted(sample(field, place)));
    }
    await edit(id, field === "why" ? { impact: "Nobody." } : { why: "For another reason." });
    expect(said(await readAt(id), field)).toEqual(sorted(sample(field, 1)));
  });

  it.runIf(["text", "name", "minutes"].includes(fields[field].kind))("is empty once it was cleared", async () => {
    const { id } = await begun({});
    await edit(id, { [field]: sample(field, 0) });
    await edit(id, { [field]: "" });
    expect(said(await readAt(id), field)).toBeNull();
  });
});

it("what was kept is what the events tell", async () => {
  expect(await replayDifferences(world.superuser)).toEqual([]);
});
