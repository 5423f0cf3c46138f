import { document } from "@/app/_document/document";
import { StepConfirmation } from "@/app/_record/step-confirmation";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { EmptyState } from "@/components/basics/empty-state";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { AddWebhook } from "./add-webhook";
import { type LoadedWebhooks, loadWebhooks } from "./load";
import { NewSigningKey } from "./new-signing-key";
import { Webhook } from "./webhook";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Webhooks", load: loadWebhooks, render: WebhooksPage });

function WebhooksPage({ person, webhooks, formDraft, signingKey, ineligibleMessage, ...loaded }: LoadedWebhooks) {
  return (
    <Main>
      <PageHeader
        title="Webhooks"
        intro={
          <>
            Other programs are sent events as they happen: signed, in order, and again until they answer.{" "}
            <ClauseLink clause="records" />
          </>
        }
      />
      <StepConfirmation person={person} recordTypes={["webhook"]} />
      <FormDraftNotice formDraft={formDraft} offered={loaded.mayManage} />
      {signingKey ? <NewSigningKey signingKey={signingKey} /> : null}
      <div className="mb-8 print:hidden">
        {ineligibleMessage ? (
          <p>{ineligibleMessage}</p>
        ) : (
          <AddWebhook person={person} clients={loaded.clients} formDraft={formDraft} />
        )}
      </div>
      <Section heading="Endpoints" count={webhooks.length}>
        {webhooks.length > 0 ? (
          webhooks.map((webhook) => <Webhook key={webhook.id} {...{ webhook, person, formDraft, ...loaded }} />)
        ) : (
          <EmptyState>No webhooks yet.</EmptyState>
        )}
      </Section>
    </Main>
  );
}
