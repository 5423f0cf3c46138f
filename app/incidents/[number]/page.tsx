import { notFound } from "next/navigation";
import { alreadySent } from "@/app/_record/already-sent";
import { LinkedChangeList } from "@/app/_record/linked-change-list";
import { ProposeFollowUp } from "@/app/_record/propose-follow-up";
import { RecordRunningHead } from "@/app/_record/record-running-head";
import { StepDone } from "@/app/_record/step-done";
import { titled } from "@/app/_request/page-title";
import { requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { type Kept, keptFor } from "@/app/_steps/kept";
import { worldOf } from "@/app/_steps/panel/form-options";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { NextSteps, OtherSteps } from "@/app/_steps/panel/next-steps";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { asJudged, incidentAsSubject } from "@/app/_steps/subject-of";
import { textsToRedact } from "@/app/_steps/texts-to-redact";
import { RecordNumber } from "@/components/record/record-number";
import { Remark } from "@/components/record/remark";
import { SeverityMark } from "@/components/record/severity-mark";
import { StatusMark } from "@/components/record/status-mark";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { readTimeline } from "@/db/changes/read-history";
import { type IncidentRecord, readIncident } from "@/db/incidents/read-incident";
import { readStaff } from "@/db/people/read-people";
import { recordIn } from "@/lib/changes/record-number";
import { stillOffered } from "@/lib/notices/alert";
import { isOffered, offers } from "@/lib/rules/judge";
import { age } from "@/lib/time/format";
import { AlertState } from "./alert-state";
import { Findings } from "./findings";
import { IncidentFacts } from "./incident-facts";
import { Timeline } from "./timeline";

/** Whether the finding that was to be answered is answered meanwhile: its form is gone. */
const isAnswered = ({ findings }: IncidentRecord, kept: Kept | null): boolean =>
  kept?.step === "answer" && findings.some(({ id, answer }) => String(id) === kept.typed.finding && answer !== null);

type Props = { params: Promise<{ number: string }>; searchParams: Promise<{ kept?: string }> };

export const generateMetadata = titled<{ number: string }>(({ number }) => number);

export default async function IncidentPage({ params, searchParams }: Props) {
  const { number } = await params;
  const path = `/incidents/${number}`;
  const person = await requirePerson(path);
  const id = recordIn(number, "INC");
  const [incident, timeline, staff] =
    id === null ? [null, [], []] : await Promise.all([readIncident(id), readTimeline(id), readStaff()]);
  if (!incident) notFound();
  const kept = await keptFor(person.token, path, (await searchParams).kept);
  const subject = incidentAsSubject(incident);
  const offered = stillOffered(offers(subject, asJudged(person)), incident.alert);
  const zone = zoneOf(person);
  const own = timeline.filter(({ of }) => of === "incident");
  const owner = String(incident.owner?.id ?? "");
  const steps: StepsProps = {
    offered,
    subject,
    record: { kind: "incident", type: "", id: incident.id, seq: incident.stepSeq },
    person,
    staff,
    world: worldOf({ person, staff, now: incident.now, texts: await textsToRedact(subject, incident.id, person) }),
    kept,
    valuesFor: () => ({ owner, severity: incident.severity }),
  };
  return (
    <Main data-number={incident.number} data-status={incident.status}>
      <RecordRunningHead number={incident.number} />
      <PageHead
        title={`Failure of ${incident.change.number}: ${incident.change.title}`}
        above={
          <>
            <RecordNumber number={incident.number} />
            <StatusMark status={incident.status} />
            <SeverityMark severity={incident.severity} />
            <Remark>
              {incident.closedAt
                ? `closed after ${age(incident.openedAt, incident.closedAt)}`
                : `open for ${age(incident.openedAt, incident.now)}`}
            </Remark>
          </>
        }
      />
      <StepDone person={person} of={["incident"]} id={incident.id} />
      <KeptNotice kept={kept} offered={isOffered(offered, kept?.step) && !isAnswered(incident, kept)} />
      <IncidentFacts incident={incident} timeline={timeline} zone={zone} />
      <AlertState incident={incident} zone={zone} />
      <NextSteps {...steps} />
      <Findings {...steps} incident={incident} zone={zone} />
      <Section heading="Follow-up changes" count={incident.followUps.length}>
        <div className="grid gap-3">
          {incident.followUps.length > 0 ? (
            <LinkedChangeList changes={incident.followUps} />
          ) : (
            <p className="text-muted">No change follows the one that failed yet.</p>
          )}
          <ProposeFollowUp number={incident.change.number} person={person} />
        </div>
      </Section>
      <OtherSteps {...steps} />
      <Section heading="Timeline" count={timeline.length}>
        <Timeline
          events={timeline}
          incident={incident.number}
          change={incident.change.number}
          zone={zone}
          more={await alreadySent("incident", incident.id, own, zone)}
        />
      </Section>
    </Main>
  );
}
