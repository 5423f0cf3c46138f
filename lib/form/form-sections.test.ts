import { expect, it } from "vitest";
import { formInputsOf } from "./form-inputs";
import { formSections } from "./form-sections";

const inputs = formInputsOf({ recordType: "change", step: "draft", type: "normal" });

it("asks the scope question first, and every field once", () => {
  const sections = formSections(inputs);
  expect(sections[0]?.inputs[0]?.field).toBe("isApplicationDeploy");
  expect(sections.map(({ heading }) => heading)).toEqual(["Scope", "What", "Why", "Undo", "Check", "Time", "Clients"]);
  const placed = sections.flatMap((section) => section.inputs.map(({ field }) => field));
  expect(placed.toSorted()).toEqual(inputs.map(({ field }) => field).toSorted());
});

it("leaves out a section without a field", () => {
  const few = inputs.filter(({ field }) => field === "why" || field === "title");
  expect(formSections(few).map(({ heading }) => heading)).toEqual(["What", "Why"]);
});
