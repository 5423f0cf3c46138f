import { document } from "@/app/_document/document";
import { StepConfirmation } from "@/app/_record/step-confirmation";
import { onCallPath } from "@/app/_steps/actions/roster-upload";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { type LoadedOnCall, loadOnCall } from "./load";
import { OnCallNow } from "./on-call-now";
import { PlaceShifts } from "./place-shifts";
import { RosterList } from "./roster-list";
import { WeeksAhead } from "./weeks-ahead";

export const dynamic = "force-dynamic";

export const GET = document({ title: "On call", load: loadOnCall, render: OnCallPage });

function OnCallPage(loaded: LoadedOnCall) {
  const { person, before, ahead, rosters, more, formDraft, zone, now } = loaded;
  const mayPlace = loaded.ineligibleMessage === null;
  return (
    <Main>
      <PageHeader
        title="On call"
        intro={
          <>
            Emergencies are executed immediately by the on-call operator. A declaration records who was on call.
            Windlass never stops an operator who is not on call; they explain why afterwards.{" "}
            <ClauseLink clause="emergency-executed" />
          </>
        }
      />
      <StepConfirmation person={person} recordTypes={["roster"]} />
      <FormDraftNotice formDraft={formDraft} offered={mayPlace} />
      <OnCallNow ahead={ahead} person={person} formDraft={formDraft} mayTakeOver={mayPlace} />
      <WeeksAhead ahead={ahead} zone={zone} more={loaded.moreWeeks} />
      <PlaceShifts {...loaded} />
      <Section heading="Placed shifts">
        <RosterList rosters={rosters} person={person} formDraft={formDraft} zone={zone} now={now} />
      </Section>
      <Pager newer={before ? onCallPath : null} older={more ? `${onCallPath}?before=${rosters.at(-1)?.id}` : null} />
    </Main>
  );
}
