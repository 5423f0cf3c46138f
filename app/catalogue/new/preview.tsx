import { Notice } from "@/components/basics/notice";
import { FactSection } from "@/components/record/fact-section";
import type { FormValues } from "@/lib/form/form-values";
import { fillWithExamples, templateMismatch, toTemplateFields } from "@/lib/form/parse-template-fields";
import { templateFieldRows } from "@/lib/form/template-field-rows";
import { maxTextLength } from "@/lib/rules/fields";

/** The change that the entry would produce with its examples, or what does not fit yet. */
export function Preview({ typed }: { typed: FormValues }) {
  const [what, rollbackPlan, verification] = [
    singleText(typed.what),
    singleText(typed.rollbackPlan),
    singleText(typed.verification),
  ];
  // The form itself refuses longer texts.
  if ([what, rollbackPlan, verification].some((text) => text.length > maxTextLength)) return null;
  const templateFields = toTemplateFields(templateFieldRows(typed));
  const problem =
    typeof templateFields === "string"
      ? templateFields
      : templateMismatch([what, rollbackPlan, verification], templateFields);
  if (problem !== null || typeof templateFields === "string")
    return (
      <div className="mb-6">
        <Notice tone="warn" role="status" heading="The fields and the texts do not match yet.">
          <p>{problem}</p>
        </Notice>
      </div>
    );
  if (what === "") return null;
  return (
    <section aria-label="Preview" className="mb-6 rounded-md border border-line bg-raised px-4">
      <FactSection heading="Preview">A change made from this entry, with the examples filled in:</FactSection>
      <FactSection heading="What" text={fillWithExamples(what, templateFields)} />
      <FactSection heading="Rollback plan" text={fillWithExamples(rollbackPlan, templateFields)} />
      <FactSection heading="Verification" text={fillWithExamples(verification, templateFields)} />
    </section>
  );
}

const singleText = (value: FormValues[string] | undefined): string => String(value ?? "");
