import { afterAll, beforeAll, expect, it } from "vitest";
import { apiFieldSchema } from "@/lib/api/field-schemas";
import { type Field, fields } from "@/lib/rules/fields";
import { type Fixture, newFixture } from "@/testing/fixture";

// What a body may hold in a field is what the database takes, kind by kind.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

type Examples = { readonly fits: readonly unknown[]; readonly misfits: readonly unknown[] };
const examples = (): Partial<Record<Field, Examples>> => ({
  category: { fits: ["DNS"], misfits: ["dns", 1, ["DNS"]] },
  emails: { fits: [["approval_waiting"], []], misfits: [["none"], "approval_waiting"] },
  reversible: { fits: [true, false], misfits: [{ a: 1 }, [true]] },
  expectedMinutes: { fits: [0, 10_080], misfits: [-1, 10_081, 1.5, [1]] },
  owner: { fits: [fixture.operator.id], misfits: [0, 1.5, [1], "x"] },
  entry: { fits: [fixture.standardEntry], misfits: [0, {}] },
  systems: { fits: [[fixture.dns], []], misfits: [fixture.dns, ["x"], [0]] },
  covers: { fits: ["all", "client:1", `system:${fixture.dns}`], misfits: ["client:x", "none"] },
  watched: { fits: [`system:${fixture.dns}`], misfits: ["person:1", "system:"] },
  windowStart: {
    fits: ["2026-11-30T22:00:00+01:00", "2026-11-30T21:00:00.123456Z"],
    misfits: ["2026-11-30T22:00:00", "2026-11-30", "tomorrow", 1, "2026-02-30T00:00:00Z"],
  },
  expiresOn: { fits: ["2026-11-30"], misfits: ["2026-02-30", "30.11.2026"] },
  repeats: { fits: ["FREQ=WEEKLY;BYDAY=FR;COUNT=12"], misfits: ["weekly", "X"] },
  entryValues: { fits: [{ name: "latency" }, {}], misfits: [{ name: 1 }, [], { "a b": "c" }] },
  blanks: {
    fits: [
      [{ name: "name", label: "Name", example: "x", pattern: "[a-z]+" }],
      [{ name: "n", label: "N", options: ["a"] }],
    ],
    misfits: [[{ name: "n" }], [{ name: "n", label: "N", options: [] }], {}],
  },
  shifts: {
    fits: [[[fixture.operator.id, "2026-11-30T21:00:00Z", "2026-12-01T21:00:00Z", "primary"]]],
    misfits: [
      [],
      [[fixture.operator.id, "x", "y", "primary"]],
      [[fixture.operator.id, "2026-11-30T21:00:00Z", "2026-12-01T21:00:00Z", "third"]],
    ],
  },
});

const isStored = async (field: Field, value: unknown): Promise<boolean> =>
  fixture.owner`select normalize_input(${field}, ${JSON.stringify(fields[field])}::text::jsonb, ${JSON.stringify(value)}::text::jsonb)`.then(
    () => true,
    () => false,
  );

it("takes what the database stores, and refuses what it refuses", async () => {
  for (const [field, { fits, misfits }] of Object.entries(examples()) as [Field, Examples][])
    for (const [value, expected] of [
      ...fits.map((each) => [each, true]),
      ...misfits.map((each) => [each, false]),
    ] as const) {
      const schema = apiFieldSchema("draft", field)?.safeParse(value).success;
      expect([schema, await isStored(field, value)], `${field}: ${JSON.stringify(value)}`).toEqual([
        expected,
        expected,
      ]);
    }
});
