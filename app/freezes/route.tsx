import { document } from "@/app/_document/document";
import { StepDone } from "@/app/_record/step-done";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { FreezeList } from "./freeze-list";
import { type LoadedFreezes, loadFreezes } from "./load";
import { PlaceFreeze } from "./place-freeze";
import { Standing } from "./standing";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Freezes", load: loadFreezes, draw: FreezesPage });

function FreezesPage(loaded: LoadedFreezes) {
  const { person, kept, before, past, more, whoMay } = loaded;
  return (
    <Main>
      <PageHead
        title="Freezes"
        lead={
          <>
            No change can be scheduled or started in a freeze unless an operations lead overrides it. A freeze never
            stops emergencies and rollbacks. <ClauseLink clause="normal-scheduled" />
          </>
        }
      />
      <StepDone person={person} of={["freeze"]} />
      <KeptNotice kept={kept} offered={loaded.offered} />
      <div className="mb-8 print:hidden">{whoMay === null ? <PlaceFreeze {...loaded} /> : <p>{whoMay}</p>}</div>
      {before ? null : <Standing {...loaded} />}
      <Section heading="Past">
        {past.length > 0 ? <FreezeList {...loaded} freezes={past} /> : <Empty>No past freezes.</Empty>}
      </Section>
      <Pager newer={before ? "/freezes" : null} older={more ? `/freezes?before=${past.at(-1)?.id}` : null} />
    </Main>
  );
}
