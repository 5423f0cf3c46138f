import { document } from "@/app/_document/document";
import { RecordRunningHead } from "@/app/_record/record-running-head";
import { redactedCopies } from "@/app/_record/redacted-copies";
import { StepConfirmation } from "@/app/_record/step-confirmation";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { NextSteps, OtherSteps } from "@/app/_steps/panel/next-steps";
import { Main } from "@/components/shell/main";
import { Section } from "@/components/shell/section";
import { Findings } from "./findings";
import { FollowUpChanges } from "./follow-up-changes";
import { IncidentAlert } from "./incident-alert";
import { IncidentFacts } from "./incident-facts";
import { IncidentHead } from "./incident-head";
import { type LoadedIncident, loadIncident } from "./load";
import { isFormShown, pageSteps } from "./page-steps";
import { Timeline } from "./timeline";

export const dynamic = "force-dynamic";

export const GET = document({ title: ({ number }) => number, load: loadIncident, render: IncidentPage });

function IncidentPage(loaded: LoadedIncident) {
  const { incident, timeline, person, formDraft, zone } = loaded;
  const steps = pageSteps(loaded);
  return (
    <Main data-number={incident.number} data-status={incident.status}>
      <RecordRunningHead {...loaded.head} number={incident.number} />
      <IncidentHead incident={incident} />
      <StepConfirmation person={person} recordTypes={["incident"]} id={incident.id} />
      <FormDraftNotice formDraft={formDraft} offered={isFormShown(loaded)} />
      <IncidentFacts incident={incident} timeline={timeline} zone={zone} />
      <IncidentAlert incident={incident} zone={zone} />
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
          extraByEvent={redactedCopies(loaded.sent, zone)}
        />
      </Section>
    </Main>
  );
}
