import { document } from "@/app/_document/document";
import { alreadySent } from "@/app/_record/already-sent";
import { RecordRunningHead } from "@/app/_record/record-running-head";
import { StepDone } from "@/app/_record/step-done";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { NextSteps, OtherSteps } from "@/app/_steps/panel/next-steps";
import { Main } from "@/components/shell/main";
import { Section } from "@/components/shell/section";
import { AlertState } from "./alert-state";
import { Findings } from "./findings";
import { FollowUpChanges } from "./follow-up-changes";
import { IncidentFacts } from "./incident-facts";
import { IncidentHead } from "./incident-head";
import { type LoadedIncident, loadIncident } from "./load";
import { isOnPage, pageSteps } from "./page-steps";
import { Timeline } from "./timeline";

export const dynamic = "force-dynamic";

export const GET = document({ title: ({ number }) => number, load: loadIncident, draw: IncidentPage });

function IncidentPage(loaded: LoadedIncident) {
  const { incident, timeline, person, kept, zone } = loaded;
  const steps = pageSteps(loaded);
  return (
    <Main data-number={incident.number} data-status={incident.status}>
      <RecordRunningHead {...loaded.head} number={incident.number} />
      <IncidentHead incident={incident} />
      <StepDone person={person} of={["incident"]} id={incident.id} />
      <KeptNotice kept={kept} offered={isOnPage(loaded)} />
      <IncidentFacts incident={incident} timeline={timeline} zone={zone} />
      <AlertState incident={incident} zone={zone} />
      <NextSteps {...steps} />
      <Findings {...steps} incident={incident} zone={zone} />
      <FollowUpChanges incident={incident} person={person} />
      <OtherSteps {...steps} />
      <Section heading="Timeline" count={timeline.length}>
        <Timeline
          events={timeline}
          incident={incident.number}
          change={incident.change.number}
          zone={zone}
          more={alreadySent(loaded.sent, zone)}
        />
      </Section>
    </Main>
  );
}
