import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { Notice } from "@/components/basics/notice";
import { WrittenText } from "@/components/record/written-text";
import { Section } from "@/components/shell/section";
import type { ChangeRecord } from "@/db/changes/read-change";
import type { HistoryEvent } from "@/db/changes/read-history";
import { emergencyActionsIn, isUndocumentedEmergency, returnForDocumentation } from "@/lib/changes/emergency-actions";
import { redactedText } from "@/lib/changes/redaction";
import { awaitsRollback } from "@/lib/rules/record";
import { ActionList } from "./action-list";
import { DocumentationDeadline } from "./documentation-deadline";
import { EmergencyButtons } from "./emergency-buttons";
import { NoteForm } from "./note-form";

type Props = StepsProps & { change: ChangeRecord; history: readonly HistoryEvent[]; zone: string };

/** An emergency until it is documented. While it is failed, notes and actions are shown with the rollback instead. */
export function RunningEmergency({ change, history, zone, ...steps }: Props) {
  if (!isUndocumentedEmergency(change)) return null;
  const returned = returnForDocumentation(history);
  const isFailed = awaitsRollback(change.status);
  return (
    <div className={`grid gap-4 ${isFailed ? "mb-6" : ""}`}>
      {isFailed ? null : <EmergencyButtons offered={steps.offered} />}
      <DocumentationDeadline change={change} zone={zone} />
      {returned ? (
        <Notice tone="warn" icon="back" heading={`${returned.by} returned the documentation`}>
          <WrittenText text={returned.comment ?? redactedText} />
        </Notice>
      ) : null}
      {isFailed ? null : (
        <>
          <NoteForm {...steps} />
          <Section heading="What was done">
            <ActionList actions={emergencyActionsIn(history)} zone={zone} />
          </Section>
        </>
      )}
    </div>
  );
}
