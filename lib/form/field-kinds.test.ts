import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Field, fields } from "@/lib/rules/fields";
import type { ParseContext } from "./field-kind";
import { fieldKindOf, perRowNames } from "./field-kinds";

const root = fileURLToPath(new URL("../..", import.meta.url));
const names = Object.keys(fields) as Field[];
const context = (field: Field, typed: ParseContext["formValues"]): ParseContext => ({
  step: "draft",
  field,
  formValues: typed,
  zone: "UTC",
  calendar: { instantOf: (local) => ({ ok: true, instant: `${local}:00Z` }), isDay: () => true },
  parseTemplateFields: () => ({}),
});

describe("a kind of field", () => {
  it("shows in a form what it reads from one", () => {
    const recorded: Partial<Record<Field, unknown>> = {
      what: "A line",
      expectedMinutes: 30,
      reversible: true,
      category: "DNS",
      systems: [{ id: 3, name: "db-1" }],
      implementer: { id: 7, name: "Operator One" },
      entryValues: { host: "db-1" },
      emails: ["approval_wanted"],
    };
    const read: Partial<Record<Field, unknown>> = { ...recorded, systems: [3], implementer: 7 };
    for (const field of names.filter((name) => name in recorded)) {
      const kind = fieldKindOf(fields[field]);
      const typed = kind.toFormValues(field, recorded[field]);
      const values = [typed[field] ?? []].flat();
      expect(kind.parse(values, context(field, { entry: "1", ...typed })), field).toEqual({ value: read[field] });
    }
  });

  it("shows nothing where a record says nothing, and says so", () => {
    for (const field of names)
      expect(Object.values(fieldKindOf(fields[field]).toFormValues(field, null)).flat().join("")).toMatch(/^(null)?$/);
  });

  it("is in no form where the server makes what it holds", () => {
    const made = names
      .filter((field) => fieldKindOf(fields[field]).isServerGenerated)
      .map((field) => fields[field].kind);
    expect([...new Set(made)].sort()).toEqual(["digest", "people", "rostered", "shifts", "spans"]);
  });

  it("is one that the database stores", () => {
    const storing = ["parse-inputs", "normalize-input"]
      .map((file) => readFileSync(join(root, `db/sql/steps/${file}.sql`), "utf8"))
      .join("\n");
    for (const field of names) {
      const { kind } = fields[field];
      const sqlCase = fieldKindOf(fields[field]).storedAs === "text" ? `ask.kind = '${kind}'` : `when '${kind}' then`;
      expect(storing, `${field}: ${sqlCase}`).toContain(sqlCase);
    }
  });
});

describe("the names of a form", () => {
  it("may come more than once where a form has rows or boxes", () => {
    expect([...perRowNames].sort()).toEqual([
      "blankExample",
      "blankLabel",
      "blankName",
      "blankOptions",
      "blankPattern",
      "findingDue",
      "findingOwner",
      "repeatsOn",
    ]);
  });
});

it("what checks a form in a browser brings one package, and neither calendars, patterns nor the rulebook", () => {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, path = ""] of readFileSync(join(root, file), "utf8").matchAll(
      /^(?:import|\} from) (?!type)[^;]*?"([^"]+)";/gm,
    )) {
      const target = path.startsWith("@/") ? path.slice(2) : path.startsWith(".") ? join(dirname(file), path) : null;
      if (target === null) packages.add(path);
      else follow([`${target}.ts`, `${target}.tsx`].find((each) => existsSync(join(root, each))) ?? target);
    }
  };
  follow("lib/form/form-schema.ts");
  expect(seen.size).toBeGreaterThan(15);
  expect([...packages]).toEqual(["zod/mini"]);
  expect([...seen]).not.toContain("lib/rules/rules.ts");
});
