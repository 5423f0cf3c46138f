import type { Person } from "@/app/_request/session";
import { Notice } from "@/components/basics/notice";
import type { SubjectType } from "@/lib/rules/record";
import { isStep, stepWords } from "@/lib/rules/words";

type Props = {
  person: Person;
  /** The record types that the page shows; with an id, that record alone. */
  of: readonly SubjectType[];
  id?: number;
  /** The next step as a sentence, where the page knows it. */
  next?: string;
};

/** Confirms the reader's last step. It is read from the record, so that a crafted link cannot claim one. */
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
