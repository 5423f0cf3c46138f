import { Notice } from "@/components/basics/notice";
import { Fact } from "@/components/record/fact";
import { typedBlanks } from "@/lib/form/declared-rows";
import { blanksOf, disagreement, filledByExamples } from "@/lib/form/template-fields";
import type { Typed } from "@/lib/form/typed";
import { longestText } from "@/lib/rules/fields";

/** The change that the entry would produce with its examples, or what does not fit yet. */
export function Preview({ typed }: { typed: Typed }) {
  const [what, rollbackPlan, verification] = [one(typed.what), one(typed.rollbackPlan), one(typed.verification)];
  // The form itself refuses longer texts.
  if ([what, rollbackPlan, verification].some((text) => text.length > longestText)) return null;
  const blanks = blanksOf(typedBlanks(typed));
  const wrong = typeof blanks === "string" ? blanks : disagreement([what, rollbackPlan, verification], blanks);
  if (wrong !== null || typeof blanks === "string")
    return (
      <div className="mb-6">
        <Notice tone="warn" role="status" heading="The fields and the texts do not match yet.">
          <p>{wrong}</p>
        </Notice>
      </div>
    );
  if (what === "") return null;
  return (
    <section aria-label="Preview" className="mb-6 rounded-md border border-line bg-raised px-4">
      <Fact heading="Preview">A change made from this entry, with the examples filled in:</Fact>
      <Fact heading="What" text={filledByExamples(what, blanks)} />
      <Fact heading="Rollback plan" text={filledByExamples(rollbackPlan, blanks)} />
      <Fact heading="Verification" text={filledByExamples(verification, blanks)} />
    </section>
  );
}

const one = (value: Typed[string] | undefined): string => String(value ?? "");
