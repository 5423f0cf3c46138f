import { Notice } from "@/components/notice";
import { PlainText } from "@/components/plain-text";
import { Section } from "@/components/section";
import type { ChangeRecord } from "@/db/read-change";
import type { HistoryEvent } from "@/db/read-history";
import { doneIn, isUnderWay, returnedWith } from "@/lib/emergency";
import { redactedText } from "@/lib/redaction";
import { FormOf } from "../../form-of";
import type { StepsProps } from "../../next-steps";
import { DocumentationClock } from "./documentation-clock";
import { DoneList } from "./done-list";

type Props = StepsProps & { change: ChangeRecord; history: readonly HistoryEvent[]; zone: string };

/** An emergency until it is documented: how long there is, one field to note what is done, and what was done. */
export function RunningEmergency({ change, history, zone, ...steps }: Props) {
  if (!isUnderWay(change)) return null;
  const returned = returnedWith(history);
  return (
    <div className="grid gap-4">
      <DocumentationClock change={change} zone={zone} />
      {returned ? (
        <Notice tone="warn" icon="back" heading={`${returned.by} returned its documentation`}>
          <PlainText text={returned.words ?? redactedText} />
        </Notice>
      ) : null}
      <NoteForm {...steps} />
      <Section heading="What was done">
        <DoneList done={doneIn(history)} zone={zone} />
      </Section>
    </div>
  );
}

function NoteForm({ offered, record, world, kept }: StepsProps) {
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
