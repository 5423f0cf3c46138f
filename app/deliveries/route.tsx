import { document } from "@/app/_document/document";
import { StepDone } from "@/app/_record/step-done";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { deliveriesPath } from "@/lib/notices/filter";
import { Channels } from "./channels";
import { DeliveryList } from "./delivery-list";
import { FilterForm } from "./filter-form";
import { type LoadedDeliveries, loadDeliveries } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Deliveries", load: loadDeliveries, draw: DeliveriesPage });

function DeliveriesPage(loaded: LoadedDeliveries) {
  const { person, filter, deliveries, more, kept, whoMay } = loaded;
  return (
    <Main>
      <PageHead
        title="Deliveries"
        lead={
          <>
            Slack and e-mail notifications: recipient, time and result. Failures are retried for three days.{" "}
            <ClauseLink clause="failed-alert" />
          </>
        }
      />
      <StepDone person={person} of={["delivery"]} />
      <KeptNotice kept={kept} offered={whoMay === null} />
      <Channels channels={loaded.channels} zone={loaded.zone} />
      <Section heading="Notifications, sent and waiting">
        <FilterForm filter={filter} />
        {whoMay === null ? null : <p className="mb-3 text-sm text-muted print:hidden">{whoMay}</p>}
        <DeliveryList {...loaded} />
      </Section>
      <Pager
        newer={filter.before ? deliveriesPath({ ...filter, before: undefined }) : null}
        older={more ? deliveriesPath({ ...filter, before: deliveries.at(-1)?.id }) : null}
      />
    </Main>
  );
}
