import { document } from "@/app/_document/document";
import { StepConfirmation } from "@/app/_record/step-confirmation";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { EmptyState } from "@/components/basics/empty-state";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { ActiveFreezes } from "./active-freezes";
import { FreezeList } from "./freeze-list";
import { type LoadedFreezes, loadFreezes } from "./load";
import { PlaceFreeze } from "./place-freeze";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Freezes", load: loadFreezes, render: FreezesPage });

function FreezesPage(loaded: LoadedFreezes) {
  const { person, formDraft, before, past, more, ineligibleMessage } = loaded;
  return (
    <Main>
      <PageHeader
        title="Freezes"
        intro={
          <>
            No change can be scheduled or started in a freeze unless an operations lead overrides it. A freeze never
            stops emergencies or rollbacks. <ClauseLink clause="normal-scheduled" />
          </>
        }
      />
      <StepConfirmation person={person} recordTypes={["freeze"]} />
      <FormDraftNotice formDraft={formDraft} offered={loaded.offered} />
      <div className="mb-8 print:hidden">
        {ineligibleMessage === null ? <PlaceFreeze {...loaded} /> : <p>{ineligibleMessage}</p>}
      </div>
      {before ? null : <ActiveFreezes {...loaded} />}
      <Section heading="Past">
        {past.length > 0 ? <FreezeList {...loaded} freezes={past} /> : <EmptyState>No past freezes.</EmptyState>}
      </Section>
      <Pager newer={before ? "/freezes" : null} older={more ? `/freezes?before=${past.at(-1)?.id}` : null} />
    </Main>
  );
}
