import type { Metadata } from "next";
import { ActsForALead } from "@/app/_home/acts-for-a-lead";
import { ComingFreezes } from "@/app/_home/coming-freezes";
import { ForTheLead } from "@/app/_home/for-the-lead";
import { OwnFindings } from "@/app/_home/own-findings";
import { StandingHalts } from "@/app/_home/standing-halts";
import { listedRow } from "@/app/_record/listed-row";
import { requirePerson } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { tellIn } from "@/app/_request/tell";
import { zoneOf } from "@/app/_request/zone";
import { asJudged } from "@/app/_steps/subject-of";
import { Empty } from "@/components/basics/empty";
import { RecordTable } from "@/components/record/record-table";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { readEmergencyShare } from "@/db/changes/read-emergencies";
import { readNotices, readOpenIncidents, readWaiting } from "@/db/home/read-waiting";
import { isPressing, windowTouches } from "@/lib/changes/deadlines";
import { waitingGroups, waitsUnder } from "@/lib/changes/waiting";
import { leadLines, lentLines, resemblingLines, shareLine } from "@/lib/notices/lead-lines";
import { isRunning } from "@/lib/rules/record";
import { leads } from "@/lib/rules/roles";
import { IncidentTable } from "./incidents/incident-table";

export const metadata: Metadata = { title: "Waiting for you" };

export default async function WaitingPage() {
  const person = await requirePerson("/");
  const [{ changes, now }, incidents, notices, share] = await Promise.all([
    readWaiting(),
    readOpenIncidents(),
    readNotices(person.personId),
    leads(person.roles) ? readEmergencyShare(person.now.toISOString(), settings().siteTimezone) : null,
  ]);
  const zone = zoneOf(person);
  const tell = tellIn(person);
  const waiting = changes.map((change) => ({
    change,
    under: waitsUnder({ kind: "change", name: change.number, ...change }, asJudged(person)),
  }));
  const rowOf = listedRow(now, zone);
  const parts = [
    ...waitingGroups.map(({ heading }) => ({
      heading,
      changes: waiting.filter(({ under }) => under === heading).map(({ change }) => change),
    })),
    { heading: "Overdue", changes: changes.filter((change) => isPressing(change, now)) },
    { heading: "In progress", changes: changes.filter(({ status }) => isRunning(status)) },
    { heading: "Today’s windows", changes: changes.filter((change) => windowTouches(change, now, zone)) },
  ].filter((part) => part.changes.length > 0);
  return (
    <Main>
      <PageHead
        title="Waiting for you"
        lead="What you can take on now, the most urgent first; then what is running, and today’s windows."
      />
      {incidents.length > 0 ? (
        <Section heading="Open incidents" count={incidents.length}>
          <IncidentTable incidents={incidents} zone={zone} now={now} />
        </Section>
      ) : null}
      {person.delegation ? <ActsForALead delegation={person.delegation} zone={zone} /> : null}
      {share ? (
        <ForTheLead
          lines={[
            ...resemblingLines(notices.resembling),
            ...lentLines(notices.delegations, tell),
            ...leadLines(notices),
            shareLine(share),
          ]}
        />
      ) : null}
      {parts.map((part) => (
        <Section key={part.heading} heading={part.heading} count={part.changes.length}>
          <RecordTable caption={part.heading} rows={part.changes.map(rowOf)} zone={zone} heads={{ when: "Since" }} />
        </Section>
      ))}
      {notices.findings.length > 0 ? (
        <Section heading="Findings for you to answer" count={notices.findings.length}>
          <OwnFindings findings={notices.findings} now={notices.now} />
        </Section>
      ) : null}
      {notices.freezes.length > 0 ? (
        <Section heading="Freezes" count={notices.freezes.length}>
          <ComingFreezes freezes={notices.freezes} zone={zone} now={notices.now} />
        </Section>
      ) : null}
      {notices.halts.length > 0 ? (
        <Section heading="Deploy halts" count={notices.halts.length}>
          <StandingHalts halts={notices.halts} now={notices.now} />
        </Section>
      ) : null}
      {parts.length + incidents.length + notices.findings.length === 0 ? (
        <Empty>
          Nothing waits for you, and nothing is running.{" "}
          <a className="link" href="/changes/new">
            Propose a change
          </a>{" "}
          or look through{" "}
          <a className="link" href="/changes">
            all changes
          </a>
          .
        </Empty>
      ) : null}
    </Main>
  );
}
