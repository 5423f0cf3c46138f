import { document } from "@/app/_document/document";
import { StepDone } from "@/app/_record/step-done";
import { onCallPath } from "@/app/_steps/actions/shifts-file";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { type LoadedOnCall, loadOnCall } from "./load";
import { OnCallNow } from "./on-call-now";
import { PlaceShifts } from "./place-shifts";
import { Placed } from "./placed";
import { WeeksAhead } from "./weeks-ahead";

export const dynamic = "force-dynamic";

export const GET = document({ title: "On call", load: loadOnCall, draw: OnCallPage });

function OnCallPage(loaded: LoadedOnCall) {
  const { person, before, ahead, rosters, more, kept, zone, now } = loaded;
  const may = loaded.whoMay === null;
  return (
    <Main>
      <PageHead
        title="On call"
        lead={
          <>
            Emergencies are executed immediately by the on-call operator. A declaration records who was on call.
            Windlass never stops an operator who is not on call; they explain why afterwards.{" "}
            <ClauseLink clause="emergency-executed" />
          </>
        }
      />
      <StepDone person={person} of={["roster"]} />
      <KeptNotice kept={kept} offered={may} />
      <OnCallNow ahead={ahead} person={person} kept={kept} may={may} />
      <WeeksAhead ahead={ahead} zone={zone} more={loaded.moreWeeks} />
      <PlaceShifts {...loaded} />
      <Section heading="Placed shifts">
        <Placed rosters={rosters} person={person} kept={kept} zone={zone} now={now} />
      </Section>
      <Pager newer={before ? onCallPath : null} older={more ? `${onCallPath}?before=${rosters.at(-1)?.id}` : null} />
    </Main>
  );
}
