import { document } from "@/app/_document/document";
import { StepConfirmation } from "@/app/_record/step-confirmation";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { EmptyState } from "@/components/basics/empty-state";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import type { HaltRecord } from "@/db/halts/read-halts";
import { GateTokens } from "./gate-tokens";
import { Halt } from "./halt";
import { haltsPath, type LoadedHalts, loadHalts } from "./load";
import { PlaceHalt } from "./place-halt";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Deploy halts", load: loadHalts, render: HaltsPage });

function HaltsPage({ person, before, active, past, more, formDraft, ineligibleMessage, ...loaded }: LoadedHalts) {
  const list = (halts: readonly HaltRecord[]) =>
    halts.map((halt) => (
      <Halt
        {...{ halt, person, formDraft, zone: loaded.zone }}
        key={halt.id}
        canLift={loaded.liftable.includes(halt.id)}
      />
    ));
  return (
    <Main>
      <PageHeader
        title="Deploy halts"
        intro={
          <>
            Application deploys that development teams start are not covered by the policy, but {loaded.organisation}{" "}
            can halt them. While a halt is active, the gate denies pipelines that ask. <ClauseLink clause="scope" />
          </>
        }
      />
      <StepConfirmation person={person} recordTypes={["halt"]} />
      <FormDraftNotice formDraft={formDraft} offered={loaded.offered} />
      <div className="mb-8 print:hidden">
        {ineligibleMessage ? (
          <p>{ineligibleMessage}</p>
        ) : (
          <PlaceHalt {...loaded} person={person} formDraft={formDraft} />
        )}
      </div>
      {before ? null : (
        <Section heading="Active" count={active.length}>
          {active.length > 0 ? list(active) : <EmptyState>Nothing is halted.</EmptyState>}
        </Section>
      )}
      <Section heading="Lifted">{past.length > 0 ? list(past) : <EmptyState>No lifted halts.</EmptyState>}</Section>
      <Pager newer={before ? haltsPath : null} older={more ? `${haltsPath}?before=${past.at(-1)?.id}` : null} />
      {loaded.tokens ? <GateTokens {...loaded} tokens={loaded.tokens} person={person} formDraft={formDraft} /> : null}
    </Main>
  );
}
