import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { fieldKindOf } from "@/lib/form/field-kinds";
import { fieldLabels } from "@/lib/form/field-labels";
import { formInputsOf } from "@/lib/form/form-inputs";
import { fieldOf } from "@/lib/rules/field-of-step";
import { recordTypes } from "@/lib/rules/record";
import { rulesOf } from "@/lib/rules/rules";
import type { FormOptions } from "./control";
import { StepField } from "./step-field";

const one = [{ value: "1", label: "One" }];
const options: FormOptions = {
  systems: one,
  people: one,
  clients: one,
  clientNames: one,
  freezeScopes: one,
  redactableTexts: one,
  eventTypes: one,
  zone: "UTC",
  templateFields: [{ name: "host", label: "Host", example: "db-1", pattern: "[a-z]+" }],
  findingDefaults: { due: "2026-12-01", owner: "1" },
};

/** Every field that a form of some step asks for; what is known before it opens comes hidden, what is made comes not. */
const inputs = recordTypes.flatMap((kind) =>
  rulesOf(kind).flatMap(({ step, types, derived }) =>
    derived
      ? []
      : (types ?? [""]).flatMap((type) =>
          formInputsOf({ recordType: kind, step, type }).map((ask) => ({ step, ...ask })),
        ),
  ),
);

describe("a field of a form", () => {
  it.each(inputs)("$step: $field has a control, and its label", ({ step, field, required }) => {
    const { isDerived, ownsFormName } = fieldKindOf(fieldOf(step, field));
    const html = renderToStaticMarkup(
      <StepField
        step={step}
        field={field}
        required={required}
        options={options}
        values={{ [field]: "1" }}
        errors={{}}
      />,
    );
    const names = [...html.matchAll(/ name="([^"]+)"/g)].map(([, name = ""]) => name);
    if (isDerived) expect(names).toEqual([]);
    else expect(names.some((name) => name === field || ownsFormName?.(name, field))).toBe(true);
    if (!html.includes('type="hidden"') && names.includes(field))
      expect(html.replaceAll("&#x27;", "'")).toContain(fieldLabels(step, field).label);
  });
});
