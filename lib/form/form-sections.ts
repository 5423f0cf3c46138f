import type { Field } from "@/lib/rules/fields";
import type { FormInput } from "./form-inputs";

type FormSection = { readonly heading: string; readonly inputs: readonly FormInput[] };

/** The long form of a change in the order in which one plans it; the question that may end it comes first. */
const sectionFields: readonly (readonly [heading: string, fields: readonly Field[]])[] = [
  ["Scope", ["isApplicationDeploy", "category", "systems", "systemInWords"]],
  ["What", ["title", "entry", "entryValues", "what", "links", "follows"]],
  ["Why", ["why", "impact"]],
  ["Undo", ["rollbackPlan", "reversible", "rollbackMinutes"]],
  ["Check", ["verification"]],
  ["Time", ["expectedMinutes"]],
];
const otherFields = "Clients";

/** The inputs in their sections; those that no section names come last, under a heading of their own. Empty sections are left out. */
export function formSections(inputs: readonly FormInput[]): readonly FormSection[] {
  const named = new Set(sectionFields.flatMap(([, fields]) => fields));
  const sections = sectionFields.map(([heading, fields]) => ({
    heading,
    inputs: fields.flatMap((field) => inputs.filter((input) => input.field === field)),
  }));
  const others = { heading: otherFields, inputs: inputs.filter(({ field }) => !named.has(field)) };
  return [...sections, others].filter((section) => section.inputs.length > 0);
}
