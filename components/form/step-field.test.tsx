import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { asksOf } from "@/lib/form/asks";
import { fieldWords } from "@/lib/form/field-words";
import { kindOf } from "@/lib/form/kinds";
import { fieldOf } from "@/lib/rules/field-of-step";
import { subjectTypes } from "@/lib/rules/record";
import { rulesOf } from "@/lib/rules/rules";
import type { World } from "./control";
import { StepField } from "./step-field";

const one = [{ value: "1", label: "One" }];
const world: World = {
  systems: one,
  people: one,
  clients: one,
  clientNames: one,
  covers: one,
  texts: one,
  zone: "UTC",
  blanks: [{ name: "host", label: "Host", example: "db-1", pattern: "[a-z]+" }],
  finding: { due: "2026-12-01", owner: "1" },
};

/** Every field that a form of some step asks for; what is known before it opens comes hidden, what is made comes not. */
const asked = subjectTypes.flatMap((kind) =>
  rulesOf(kind).flatMap(({ step, types, caused }) =>
    caused ? [] : (types ?? [""]).flatMap((type) => asksOf({ kind, step, type }).map((ask) => ({ step, ...ask }))),
  ),
);

describe("a field of a form", () => {
  it.each(asked)("$step: $field has a control, and its label", ({ step, field, required }) => {
    const { isDerived, sends } = kindOf(fieldOf(step, field));
    const html = renderToStaticMarkup(
      <StepField step={step} field={field} required={required} world={world} values={{ [field]: "1" }} errors={{}} />,
    );
    const names = [...html.matchAll(/ name="([^"]+)"/g)].map(([, name = ""]) => name);
    if (isDerived) expect(names).toEqual([]);
    else expect(names.some((name) => name === field || sends?.(name, field))).toBe(true);
    if (!html.includes('type="hidden"') && names.includes(field))
      expect(html.replaceAll("&#x27;", "'")).toContain(fieldWords(step, field).label);
  });
});
