import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { Section } from "@/components/shell/section";
import type { ChangeRecord } from "@/db/changes/read-change";
import { type Failure, isFailure } from "@/lib/changes/failure";
import { AlertNotice } from "./alert-notice";
import { DoneList } from "./done-list";
import { NoteForm } from "./note-form";
import { RollbackForm } from "./rollback-form";
import { RollbackPlan } from "./rollback-plan";
import { WhoRollsBack } from "./who-rolls-back";

type Props = StepsProps & { change: ChangeRecord; failure: Failure | null; failedAt: string; zone: string };

/** In the order in which it is needed during a rollback. */
export function FailedNow({ change, failure, failedAt, zone, ...steps }: Props) {
  const { lastStep } = steps.person;
  const isTold = lastStep?.subject === "change" && lastStep.id === change.id && isFailure(lastStep.step);
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <RollbackPlan {...{ change, failure, failedAt, zone }} comesFirst={isTold} />
      <div className="grid content-start gap-4">
        <WhoRollsBack {...steps} change={change} failure={failure} zone={zone} />
        <AlertNotice change={change} zone={zone} />
      </div>
      <RollbackForm {...steps} />
      <div className="grid content-start gap-4">
        <NoteForm {...steps} />
        {failure && failure.noted.length > 0 ? (
          <Section heading="Notes since the failure" count={failure.noted.length}>
            <DoneList done={failure.noted} zone={zone} />
          </Section>
        ) : null}
      </div>
    </div>
  );
}
