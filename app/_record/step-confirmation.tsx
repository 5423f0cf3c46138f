import type { SessionUser } from "@/app/_request/session";
import { Notice } from "@/components/basics/notice";
import { isStep, stepLabels } from "@/lib/rules/labels";
import type { RecordType } from "@/lib/rules/record";

type Props = {
  person: SessionUser;
  /** The record types that the page shows; with an id, that record alone. */
  recordTypes: readonly RecordType[];
  id?: number;
  /** The next step as a sentence, where the page knows it. */
  next?: string;
};

/** Confirms the reader's last step. It is read from the record, so that a crafted link cannot claim one. */
export function StepConfirmation({ person: { lastStep }, recordTypes, id, next }: Props) {
  if (!lastStep || !isStep(lastStep.step) || !recordTypes.includes(lastStep.subject)) return null;
  if (id !== undefined && id !== lastStep.id) return null;
  return (
    <div className="mb-5 print:hidden">
      <Notice role="status" tone="good">
        <p>
          Recorded: you {stepLabels[lastStep.step].pastTense}.{next ? ` Next: ${next}` : ""}
        </p>
      </Notice>
    </div>
  );
}
