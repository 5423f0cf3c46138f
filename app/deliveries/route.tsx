import { document } from "@/app/_document/document";
import { StepConfirmation } from "@/app/_record/step-confirmation";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { deliveriesPath } from "@/lib/notices/delivery-filter";
import { Channels } from "./channels";
import { DeliveryList } from "./delivery-list";
import { FilterForm } from "./filter-form";
import { type LoadedDeliveries, loadDeliveries } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Deliveries", load: loadDeliveries, render: DeliveriesPage });

function DeliveriesPage(loaded: LoadedDeliveries) {
  const { person, filter, deliveries, more, formDraft, ineligibleMessage } = loaded;
  return (
    <Main>
      <PageHeader
        title="Deliveries"
        intro={
          <>
            Slack and e-mail notifications, and events to{" "}
            <a className="link" href="/webhooks">
              webhooks
            </a>
            : recipient, time and result. Failures are retried for three days. <ClauseLink clause="failed-alert" />
          </>
        }
      />
      <StepConfirmation person={person} recordTypes={["delivery"]} />
      <FormDraftNotice formDraft={formDraft} offered={ineligibleMessage === null} />
      <Channels channels={loaded.channels} zone={loaded.zone} />
      <Section heading="Notifications, sent and waiting">
        <FilterForm filter={filter} />
        {ineligibleMessage === null ? null : (
          <p className="mb-3 text-sm text-muted print:hidden">{ineligibleMessage}</p>
        )}
        <DeliveryList {...loaded} />
      </Section>
      <Pager
        newer={filter.before ? deliveriesPath({ ...filter, before: undefined }) : null}
        older={more ? deliveriesPath({ ...filter, before: deliveries.at(-1)?.id }) : null}
      />
    </Main>
  );
}
