import { RecordStepForm } from "@/app/_steps/panel/step-panel";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { isOffered } from "@/lib/rules/judge";

export const NoteForm = (steps: StepsProps) =>
  isOffered(steps.offered, "note") ? (
    <section
      id="note"
      aria-label="Note what you do"
      className="scroll-mt-4 rounded-md border border-line bg-raised p-4 print:hidden"
    >
      <RecordStepForm {...steps} step="note" variant="quiet" />
    </section>
  ) : null;
