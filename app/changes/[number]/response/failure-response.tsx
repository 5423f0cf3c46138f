import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { Section } from "@/components/shell/section";
import type { ChangeRecord } from "@/db/changes/read-change";
import { type Failure, isFailure } from "@/lib/changes/failure";
import { ActionList } from "./action-list";
import { FailureAlerts } from "./failure-alerts";
import { NoteForm } from "./note-form";
import { RollbackForm } from "./rollback-form";
import { RollbackOwner } from "./rollback-owner";
import { RollbackPlan } from "./rollback-plan";

type Props = StepsProps & { change: ChangeRecord; failure: Failure | null; failedAt: string; zone: string };

/** In the order in which it is needed during a rollback. */
export function FailureResponse({ change, failure, failedAt, zone, ...steps }: Props) {
  const { lastStep } = steps.person;
  const isLastStepFailure = lastStep?.subject === "change" && lastStep.id === change.id && isFailure(lastStep.step);
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <RollbackPlan {...{ change, failure, failedAt, zone }} comesFirst={isLastStepFailure} />
      <div className="grid content-start gap-4">
        <RollbackOwner {...steps} change={change} failure={failure} zone={zone} />
        <FailureAlerts change={change} zone={zone} />
      </div>
      <RollbackForm {...steps} />
      <div className="grid content-start gap-4">
        <NoteForm {...steps} />
        {failure && failure.notes.length > 0 ? (
          <Section heading="Notes since the failure" count={failure.notes.length}>
            <ActionList actions={failure.notes} zone={zone} />
          </Section>
        ) : null}
      </div>
    </div>
  );
}
