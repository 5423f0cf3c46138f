import { document } from "@/app/_document/document";
import { RecordRunningHead } from "@/app/_record/record-running-head";
import { StepDone } from "@/app/_record/step-done";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { NextSteps, OtherSteps } from "@/app/_steps/panel/next-steps";
import { StuckNotice } from "@/app/_steps/panel/stuck-notice";
import { Stepper } from "@/components/record/stepper";
import { Main } from "@/components/shell/main";
import { stagesOf } from "@/lib/changes/stages";
import { isOffered } from "@/lib/rules/judge";
import { ChangeHead } from "./change-head";
import { ChangeHistory } from "./change-history";
import { FiveFacts } from "./five-facts";
import { AskForFollowUp, FollowUps } from "./follow-ups";
import { type LoadedChange, loadChange } from "./load";
import { Neighbours } from "./neighbours";
import { pageSteps } from "./page-steps";
import { FailureBanner } from "./response/failure-banner";
import { RunningEmergency } from "./response/running-emergency";
import { SameImplementer } from "./same-implementer";
import { takenSteps } from "./taken-steps";

export const dynamic = "force-dynamic";

export const GET = document({ title: ({ number }) => number, load: loadChange, draw: ChangePage });

function ChangePage(loaded: LoadedChange) {
  const { change, history, person, kept, zone } = loaded;
  const { all, below, next, instead, stuck } = pageSteps(loaded);
  return (
    <Main data-number={change.number} data-type={change.type} data-status={change.status}>
      <RecordRunningHead {...loaded.head} number={change.number} />
      <ChangeHead {...loaded} />
      <StepDone person={person} of={["change"]} id={change.id} next={next} />
      <KeptNotice kept={kept} offered={isOffered(loaded.offered, kept?.step)} />
      <FailureBanner {...all} change={change} history={history} zone={zone} />
      <RunningEmergency {...all} change={change} history={history} zone={zone} />
      <AskForFollowUp change={change} history={history} person={person} />
      <Neighbours change={change} zone={zone} />
      <SameImplementer change={change} zone={zone} />
      <div className="mb-6">
        <Stepper stages={stagesOf(change.type, takenSteps(history))} zone={zone} next={next} />
      </div>
      {stuck ? (
        <div className="mb-6">
          <StuckNotice stuck={stuck} heading="No eligible person is left to complete this change" />
        </div>
      ) : null}
      <NextSteps {...below} instead={instead} />
      <FiveFacts change={change} zone={zone} zones={loaded.zones} />
      <FollowUps change={change} />
      <OtherSteps {...below} />
      <ChangeHistory {...loaded} />
    </Main>
  );
}
