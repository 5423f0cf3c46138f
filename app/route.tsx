import { document } from "@/app/_document/document";
import { ActsForALead } from "@/app/_home/acts-for-a-lead";
import { ForTheLead } from "@/app/_home/for-the-lead";
import { type LoadedHome, loadHome } from "@/app/_home/load";
import { NothingWaits } from "@/app/_home/nothing-waits";
import { NoticeSections } from "@/app/_home/notice-sections";
import { waitingParts } from "@/app/_home/waiting-parts";
import { listedRow } from "@/app/_record/listed-row";
import { RecordTable } from "@/components/record/record-table";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { IncidentTable } from "./incidents/incident-table";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Waiting for you", load: loadHome, draw: WaitingPage });

function WaitingPage(loaded: LoadedHome) {
  const { person, incidents, notices, now, zone } = loaded;
  const parts = waitingParts(loaded);
  return (
    <Main>
      <PageHead
        title="Waiting for you"
        lead="What you can do now, most urgent first; then what is in progress, and today’s windows."
      />
      {incidents.length > 0 ? (
        <Section heading="Open incidents" count={incidents.length}>
          <IncidentTable incidents={incidents} zone={zone} now={now} />
        </Section>
      ) : null}
      {person.delegation ? <ActsForALead delegation={person.delegation} zone={zone} /> : null}
      <ForTheLead {...loaded} />
      {parts.map(({ heading, changes }) => (
        <Section key={heading} heading={heading} count={changes.length}>
          <RecordTable
            caption={heading}
            rows={changes.map(listedRow(now, zone))}
            zone={zone}
            heads={{ when: "Since" }}
          />
        </Section>
      ))}
      <NoticeSections {...loaded} />
      {parts.length + incidents.length + notices.findings.length === 0 ? <NothingWaits /> : null}
    </Main>
  );
}
