import { document } from "@/app/_document/document";
import { RecordRunningHead } from "@/app/_record/record-running-head";
import { StepConfirmation } from "@/app/_record/step-confirmation";
import { DeadEndNotice } from "@/app/_steps/panel/dead-end-notice";
import { DecisionBar } from "@/app/_steps/panel/decision-bar";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { NextSteps, OtherSteps } from "@/app/_steps/panel/next-steps";
import { Stepper } from "@/components/record/stepper";
import { Main } from "@/components/shell/main";
import { stagesOf } from "@/lib/changes/stages";
import { isOffered } from "@/lib/rules/judge";
import { ChangeHead } from "./change-head";
import { ChangeHistory } from "./change-history";
import { ConcurrentChanges } from "./concurrent-changes";
import { FiveFacts } from "./five-facts";
import { FollowUpRequired, FollowUps } from "./follow-ups";
import { ImplementerConflict } from "./implementer-conflict";
import { type LoadedChange, loadChange } from "./load";
import { pageSteps } from "./page-steps";
import { FailureBanner } from "./response/failure-banner";
import { RunningEmergency } from "./response/running-emergency";
import { SinceYourReview } from "./since-your-review";
import { takenSteps } from "./taken-steps";

export const dynamic = "force-dynamic";

export const GET = document({ title: ({ number }) => number, load: loadChange, render: ChangePage });

function ChangePage(loaded: LoadedChange) {
  const { change, history, person, formDraft, zone } = loaded;
  const { all, below, next, fallback, deadEnd } = pageSteps(loaded);
  return (
    <Main data-number={change.number} data-type={change.type} data-status={change.status}>
      <RecordRunningHead {...loaded.head} number={change.number} />
      <ChangeHead {...loaded} />
      <StepConfirmation person={person} recordTypes={["change"]} id={change.id} next={next} />
      <FormDraftNotice formDraft={formDraft} offered={isOffered(loaded.offered, formDraft?.step)} />
      <FailureBanner {...all} change={change} history={history} zone={zone} />
      <RunningEmergency {...all} change={change} history={history} zone={zone} />
      <FollowUpRequired change={change} history={history} person={person} />
      <ConcurrentChanges change={change} zone={zone} />
      <ImplementerConflict change={change} zone={zone} />
      <div className="mb-6">
        <Stepper stages={stagesOf(change.type, takenSteps(history))} zone={zone} nextSentence={next} />
      </div>
      {deadEnd ? (
        <div className="mb-6">
          <DeadEndNotice deadEnd={deadEnd} heading="No eligible person is left to complete this change" />
        </div>
      ) : null}
      <NextSteps {...below} fallback={fallback} />
      <SinceYourReview {...loaded} />
      <FiveFacts change={change} zone={zone} zones={loaded.zones} />
      <FollowUps change={change} />
      <OtherSteps {...below} />
      <ChangeHistory {...loaded} />
      <DecisionBar {...below} />
    </Main>
  );
}
