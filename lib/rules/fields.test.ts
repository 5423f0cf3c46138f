import { expect, it } from "vitest";
import { fieldOf } from "./field-of-step";
import { fields, maxTextLength } from "./fields";
import { rulebook } from "./rules";

const rows = Object.values(rulebook).flat();
const inputsOf = (row: (typeof rows)[number]): readonly string[] => ("inputs" in row ? row.inputs : []);

it("every field that a step asks for is described, and every description is asked for", () => {
  const inputs = new Set(rows.flatMap((row) => inputsOf(row).map((ask) => ask.replace("*", ""))));
  expect([...inputs].sort()).toEqual(Object.keys(fields).sort());
});

it("the same field is asked for once a step", () => {
  for (const row of rows) {
    const names = inputsOf(row).map((ask) => ask.replace("*", ""));
    expect(names).toEqual([...new Set(names)]);
  }
});

it("an outcome of a rollback is another than one of a review", () => {
  expect(fieldOf("roll_back", "outcome")).toMatchObject({ options: ["complete", "partial", "impossible"] });
  expect(fieldOf("review_after", "outcome")).toMatchObject({
    options: ["justified", "justified_with_findings", "not_justified"],
  });
});

it("the policy's eight categories, in its order", () => {
  expect(fields.category.options.join(", ")).toBe(
    "infrastructure, configuration, monitoring, alerting, backups, secrets, DNS, security settings",
  );
});

it("a text has its longest", () => {
  expect(maxTextLength).toBe(10_000);
});
