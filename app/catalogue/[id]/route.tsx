import { document } from "@/app/_document/document";
import { HistoryOf } from "@/app/_record/history-of";
import { StepDone } from "@/app/_record/step-done";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { NextSteps, OtherSteps } from "@/app/_steps/panel/next-steps";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { Main } from "@/components/shell/main";
import { Section } from "@/components/shell/section";
import { isOffered } from "@/lib/rules/judge";
import { EntryFacts } from "../entry-facts";
import { EntryHead } from "./entry-head";
import { type LoadedEntry, loadEntry } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Catalogue entry", load: loadEntry, draw: EntryPage });

function EntryPage({ entry, history, zone, ...loaded }: LoadedEntry) {
  const { person, kept, offered } = loaded;
  const steps: StepsProps = {
    ...loaded,
    record: { kind: "entry", type: "", id: entry.id, seq: entry.stepSeq },
    valuesFor: () => ({}),
  };
  return (
    <Main data-status={entry.status}>
      <EntryHead entry={entry} person={person} />
      <StepDone person={person} of={["entry"]} id={entry.id} />
      <KeptNotice kept={kept} offered={isOffered(offered, kept?.step)} />
      <NextSteps {...steps} />
      <EntryFacts entry={entry} />
      <OtherSteps {...steps} />
      <Section heading="History" count={history.length}>
        <HistoryOf events={history} revision={entry.version} zone={zone} />
      </Section>
    </Main>
  );
}
