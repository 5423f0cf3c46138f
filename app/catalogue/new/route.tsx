import { document } from "@/app/_document/document";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { Button } from "@/components/basics/button";
import { Refusal } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { type LoadedProposal, loadProposal } from "./load";
import { Preview } from "./preview";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Propose a catalogue entry", load: loadProposal, render: ProposalPage });

function ProposalPage({ formDraft, defaults, formOptions, ineligibleMessage }: LoadedProposal) {
  return (
    <Main className="narrow">
      <PageHeader
        title={defaults.replaces ? "Propose a new version" : "Propose a catalogue entry"}
        above={
          <a className="link" href="/catalogue">
            Catalogue
          </a>
        }
        intro="Pre-approved work: people fill in only the declared fields. An operations lead other than you must approve the entry before anyone can use it."
      />
      <FormDraftNotice formDraft={formDraft} offered={ineligibleMessage === null} />
      {formDraft?.step === "propose" ? <Preview typed={formDraft.typed} /> : null}
      {ineligibleMessage === null ? (
        <StepFormWithDraft
          step="propose"
          recordType="entry"
          type=""
          options={formOptions}
          formDraft={formDraft}
          values={defaults}
          besideButton={
            <Button type="submit" name="more" value="propose" variant="quiet" formNoValidate>
              Preview
            </Button>
          }
        />
      ) : (
        <Refusal heading="You cannot propose an entry" sentence={ineligibleMessage} clause="standard" />
      )}
    </Main>
  );
}
