import { document } from "@/app/_document/document";
import { FormOf } from "@/app/_steps/panel/form-of";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { Button } from "@/components/basics/button";
import { Refusal } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { type LoadedProposal, loadProposal } from "./load";
import { Preview } from "./preview";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Propose a catalogue entry", load: loadProposal, draw: ProposalPage });

function ProposalPage({ kept, start, world, whoMay }: LoadedProposal) {
  return (
    <Main className="max-w-3xl">
      <PageHead
        title={start.replaces ? "Propose a new version" : "Propose a catalogue entry"}
        above={
          <a className="link" href="/catalogue">
            Catalogue
          </a>
        }
        lead="Pre-approved work: people fill in only the declared fields. An operations lead other than you must approve the entry before anyone can use it."
      />
      <KeptNotice kept={kept} offered={whoMay === null} />
      {kept?.step === "propose" ? <Preview typed={kept.typed} /> : null}
      {whoMay === null ? (
        <FormOf
          step="propose"
          subject="entry"
          type=""
          world={world}
          kept={kept}
          values={start}
          beside={
            <Button type="submit" name="more" value="propose" look="quiet" formNoValidate>
              Preview
            </Button>
          }
        />
      ) : (
        <Refusal heading="You cannot propose an entry" sentence={whoMay} clause="standard" />
      )}
    </Main>
  );
}
