import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fields } from "@/lib/rules/fields";
import { type ChangeField, changeFields, changeFormValues, changeTextFields } from "./change-fields";

const read = (file: string) => readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), "utf8");
const schema = read("db/schema/changes.ts");
const sql = read("db/sql/changes/changes.sql");
const bodyOf = (name: string) => sql.split(`function ${name}(`)[1]?.split("$$;")[0] ?? "";

/** As `db/changes/change-columns.ts` names it, which a test of `lib` may not read. */
const columnOf = (field: ChangeField): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) + (fields[field].kind === "text" ? "_text_id" : "");
const columnFields = changeFields.filter((field) => fields[field].kind !== "systems");

// Where a field was forgotten, in milliseconds; `db/changes/every-field.test.ts` asks the database itself.
describe("a field of a change", () => {
  it.each(columnFields)("%s has a column", (field) => expect(schema).toContain(`"${columnOf(field)}"`));

  it.each(columnFields)("%s is written when a change begins, and when it moves", (field) => {
    const column = new RegExp(`\\b${columnOf(field)}\\b`);
    expect(bodyOf("create_change")).toMatch(column);
    expect(bodyOf("apply_revision")).toMatch(column);
  });

  it.each(changeTextFields)("%s is a text that a change takes from its newest event alone", (field) =>
    expect(bodyOf("change_text_ids")).toContain(`c.${columnOf(field)}`),
  );
});

it("shows in a form what the record says", () => {
  const named = { id: 3, name: "db-1" };
  const change = {
    title: "A record",
    category: "DNS",
    systems: [named],
    entryValues: { host: "db-1" },
    reversible: true,
    expectedMinutes: null,
  };
  expect(
    changeFormValues(change, ["title", "category", "systems", "entryValues", "reversible", "expectedMinutes"]),
  ).toEqual({
    title: "A record",
    category: "DNS",
    systems: ["3"],
    "value.host": "db-1",
    reversible: "true",
    expectedMinutes: "",
  });
});
