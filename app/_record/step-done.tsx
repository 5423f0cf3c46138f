import type { Person } from "@/app/_request/session";
import { Notice } from "@/components/basics/notice";
import type { SubjectType } from "@/lib/rules/record";
import { isStep, stepWords } from "@/lib/rules/words";

type Props = {
  person: Person;
  /** What the page is about: records of these kinds, or one of them. */
  of: readonly SubjectType[];
  id?: number;
  /** What is next, as a sentence, where the page knows it. */
  next?: string;
};

/** What the reader has just done to what this page shows, and what is next. It is read from the record, never from the address. */
export function StepDone({ person: { lastStep }, of, id, next }: Props) {
  if (!lastStep || !isStep(lastStep.step) || !of.includes(lastStep.subject)) return null;
  if (id !== undefined && id !== lastStep.id) return null;
  return (
    <div className="mb-5 print:hidden">
      <Notice role="status" tone="good">
        <p>
          Recorded: you {stepWords[lastStep.step].past}.{next ? ` Next: ${next}` : ""}
        </p>
      </Notice>
    </div>
  );
}
