import { document } from "@/app/_document/document";
import { CountStrip } from "@/app/_home/count-strip";
import { DelegationNotice } from "@/app/_home/delegation-notice";
import { EmptyHome } from "@/app/_home/empty-home";
import { FirstRun } from "@/app/_home/first-run";
import { HomeGroupSection } from "@/app/_home/home-group";
import { type HomeGroup, homeSections } from "@/app/_home/home-sections";
import { LeadAlerts } from "@/app/_home/lead-alerts";
import { type LoadedHome, loadHome } from "@/app/_home/load";
import { NotesForReader } from "@/app/_home/notes-for-reader";
import { NoticeSections } from "@/app/_home/notice-sections";
import { OpenIncidents } from "@/app/_home/open-incidents";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Waiting for you", load: loadHome, render: WaitingPage });

function WaitingPage(loaded: LoadedHome) {
  const { person, counts, changes, incidents, notices, isCut, now, zone } = loaded;
  const { overdue, yours, open, running, tonight } = homeSections(loaded);
  const groupProps = (group: HomeGroup) => ({ group, isCut, now, zone });
  return (
    <Main>
      <PageHeader title="Waiting for you" />
      <FirstRun firstRun={loaded.firstRun} person={person} />
      <CountStrip counts={counts} />
      <OpenIncidents incidents={incidents} count={counts.incidents} now={now} />
      <NotesForReader notes={notices.notes} person={person} zone={zone} />
      {person.delegation ? <DelegationNotice delegation={person.delegation} zone={zone} /> : null}
      <HomeGroupSection {...groupProps(overdue)} showsNextStep />
      <HomeGroupSection {...groupProps(yours)} showsNextStep />
      {open.length > 0 ? (
        <Section heading="Anybody can take">
          {open.map((group) => (
            <HomeGroupSection key={group.heading} {...groupProps(group)} isNested />
          ))}
        </Section>
      ) : null}
      <HomeGroupSection {...groupProps(running)} />
      <HomeGroupSection {...groupProps(tonight)} />
      <NoticeSections {...loaded} />
      {changes.length + incidents.length + notices.findings.length + notices.notes.length === 0 ? <EmptyHome /> : null}
      <LeadAlerts {...loaded} />
    </Main>
  );
}
