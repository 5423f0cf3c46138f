import { document } from "@/app/_document/document";
import { StepDone } from "@/app/_record/step-done";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import type { HaltRecord } from "@/db/halts/read-halts";
import { Halt } from "./halt";
import { type LoadedHalts, loadHalts, path } from "./load";
import { PlaceHalt } from "./place-halt";
import { Tokens } from "./tokens";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Deploy halts", load: loadHalts, draw: HaltsPage });

function HaltsPage({ person, before, standing, past, more, kept, whoMay, ...loaded }: LoadedHalts) {
  const list = (halts: readonly HaltRecord[]) =>
    halts.map((halt) => (
      <Halt {...{ halt, person, kept }} key={halt.id} zone={loaded.zone} liftable={loaded.liftable.includes(halt.id)} />
    ));
  return (
    <Main>
      <PageHead
        title="Deploy halts"
        lead={
          <>
            Application deploys that development teams start are not covered by the policy, but {loaded.organisation}{" "}
            can halt them. While a halt is active, the gate denies pipelines that ask. <ClauseLink clause="scope" />
          </>
        }
      />
      <StepDone person={person} of={["halt"]} />
      <KeptNotice kept={kept} offered={loaded.offered} />
      <div className="mb-8 print:hidden">
        {whoMay === null ? <PlaceHalt {...loaded} person={person} kept={kept} /> : <p>{whoMay}</p>}
      </div>
      {before ? null : (
        <Section heading="Active" count={standing.length}>
          {standing.length > 0 ? list(standing) : <Empty>Nothing is halted.</Empty>}
        </Section>
      )}
      <Section heading="Lifted">{past.length > 0 ? list(past) : <Empty>No lifted halts.</Empty>}</Section>
      <Pager newer={before ? path : null} older={more ? `${path}?before=${past.at(-1)?.id}` : null} />
      {loaded.tokens ? <Tokens {...loaded} tokens={loaded.tokens} person={person} kept={kept} /> : null}
    </Main>
  );
}
