import { document } from "@/app/_document/document";
import { changeGroups } from "@/app/_home/change-groups";
import { DelegationNotice } from "@/app/_home/delegation-notice";
import { EmptyHome } from "@/app/_home/empty-home";
import { LeadAlerts } from "@/app/_home/lead-alerts";
import { type LoadedHome, loadHome } from "@/app/_home/load";
import { NoticeSections } from "@/app/_home/notice-sections";
import { changeRow } from "@/app/_record/change-row";
import { RecordTable } from "@/components/record/record-table";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { IncidentTable } from "./incidents/incident-table";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Waiting for you", load: loadHome, draw: WaitingPage });

function WaitingPage(loaded: LoadedHome) {
  const { person, incidents, notices, now, zone } = loaded;
  const parts = changeGroups(loaded);
  return (
    <Main>
      <PageHeader
        title="Waiting for you"
        intro="What you can do now, most urgent first; then what is in progress, and today’s windows."
      />
      {incidents.length > 0 ? (
        <Section heading="Open incidents" count={incidents.length}>
          <IncidentTable incidents={incidents} zone={zone} now={now} />
        </Section>
      ) : null}
      {person.delegation ? <DelegationNotice delegation={person.delegation} zone={zone} /> : null}
      <LeadAlerts {...loaded} />
      {parts.map(({ heading, changes }) => (
        <Section key={heading} heading={heading} count={changes.length}>
          <RecordTable
            caption={heading}
            rows={changes.map(changeRow(now, zone))}
            zone={zone}
            columnHeadings={{ when: "Since" }}
          />
        </Section>
      ))}
      <NoticeSections {...loaded} />
      {parts.length + incidents.length + notices.findings.length === 0 ? <EmptyHome /> : null}
    </Main>
  );
}
