import { document } from "@/app/_document/document";
import { HistoryList } from "@/app/_record/history-list";
import { StepConfirmation } from "@/app/_record/step-confirmation";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { NextSteps, OtherSteps } from "@/app/_steps/panel/next-steps";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { Main } from "@/components/shell/main";
import { Section } from "@/components/shell/section";
import { isOffered } from "@/lib/rules/judge";
import { EntryFacts } from "../entry-facts";
import { EntryHead } from "./entry-head";
import { type LoadedEntry, loadEntry } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Catalogue entry", load: loadEntry, render: EntryPage });

function EntryPage({ entry, history, zone, ...loaded }: LoadedEntry) {
  const { person, formDraft, offered } = loaded;
  const steps: StepsProps = {
    ...loaded,
    record: { kind: "entry", type: "", id: entry.id, seq: entry.stepSeq },
    initialValues: () => ({}),
  };
  return (
    <Main data-status={entry.status}>
      <EntryHead entry={entry} person={person} />
      <StepConfirmation person={person} recordTypes={["entry"]} id={entry.id} />
      <FormDraftNotice formDraft={formDraft} offered={isOffered(offered, formDraft?.step)} />
      <NextSteps {...steps} />
      <EntryFacts entry={entry} usage={loaded.usage} />
      <OtherSteps {...steps} />
      <Section heading="History" count={history.length}>
        <HistoryList events={history} revision={entry.version} zone={zone} />
      </Section>
    </Main>
  );
}
