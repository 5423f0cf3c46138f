import { document } from "@/app/_document/document";
import { Notice } from "@/components/basics/notice";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { historyRefusals, isUnderWay } from "@/lib/first-run/history-load";
import { HistoryLoadState } from "./history-load-state";
import { type LoadedDemonstration, loadDemonstration } from "./load";

export const dynamic = "force-dynamic";

const refreshSeconds = 3;

export const GET = document({
  title: "Demonstration",
  load: loadDemonstration,
  render: DemonstrationPage,
  refreshAfterSeconds: ({ load, isPaused }) => (isUnderWay(load) && !isPaused ? refreshSeconds : null),
});

function DemonstrationPage({ load, roles, refusal, isPaused }: LoadedDemonstration) {
  return (
    <Main className="narrow">
      <PageHeader
        title="Demonstration"
        intro="All people, systems and changes here are invented. Choose “Switch person” above to see what another role sees."
      />
      {refusal ? <Notice tone="warn">{historyRefusals[refusal]}</Notice> : null}
      <Section heading="A year of changes">
        <HistoryLoadState load={load} roles={roles} isPaused={isPaused} />
      </Section>
    </Main>
  );
}
