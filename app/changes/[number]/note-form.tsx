import { FormOf } from "../../form-of";
import type { StepsProps } from "../../next-steps";

/** One field to note what is done, for who may. */
export function NoteForm({ offered, record, world, kept }: StepsProps) {
  if (!offered.some(({ step, verdict }) => step === "note" && verdict.ok)) return null;
  return (
    <section aria-label="Note what you do" className="rounded-md border border-line bg-raised p-4 print:hidden">
      <FormOf
        step="note"
        subject={record.kind}
        type={record.type}
        id={record.id}
        seq={record.seq}
        world={world}
        kept={kept}
        look="quiet"
      />
    </section>
  );
}
