import { StepDone } from "@/app/_record/step-done";
import { titled } from "@/app/_request/page-title";
import { requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { keptFor } from "@/app/_steps/kept";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { asJudged } from "@/app/_steps/subject-of";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { listDeliveries, readChannels } from "@/db/notices/list-deliveries";
import { readStaff } from "@/db/people/read-people";
import { unheardOf } from "@/lib/notices/channel-words";
import { deliveriesPath, deliveryFilterOf } from "@/lib/notices/filter";
import { whoSendsAgain } from "@/lib/refusals/who-makes";
import { maySendAgain } from "@/lib/rules/may-make";
import { Channels } from "./channels";
import { Delivery } from "./delivery";
import { FilterForm } from "./filter-form";

export const generateMetadata = titled("Deliveries");

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DeliveriesPage({ searchParams }: Props) {
  const query = await searchParams;
  const filter = deliveryFilterOf(query);
  const person = await requirePerson(deliveriesPath(filter));
  const [{ deliveries, more }, channels, staff, kept] = await Promise.all([
    listDeliveries(filter),
    readChannels(),
    readStaff(),
    keptFor(person.token, "/deliveries", typeof query.kept === "string" ? query.kept : undefined),
  ]);
  const zone = zoneOf(person);
  const sends = maySendAgain(asJudged(person));
  return (
    <Main>
      <PageHead
        title="Deliveries"
        lead={
          <>
            What people are told of outside these pages: to where, when, and what came of it. What fails is tried again
            for three days. <ClauseLink clause="failed-alert" />
          </>
        }
      />
      <StepDone person={person} of={["delivery"]} />
      <KeptNotice kept={kept} offered={sends} />
      <Channels channels={channels} zone={zone} />
      <Section heading="What was sent, and what waits">
        <FilterForm filter={filter} />
        {sends ? null : <p className="mb-3 text-sm text-muted print:hidden">{whoSendsAgain(staff)}</p>}
        {deliveries.length > 0 ? (
          <ul className="grid">
            {deliveries.map((delivery) => (
              <Delivery
                key={delivery.id}
                delivery={delivery}
                by={channels.find(({ channel }) => channel === delivery.channel) ?? unheardOf}
                person={person}
                kept={kept}
              />
            ))}
          </ul>
        ) : (
          <Nothing isFiltered={deliveriesPath(filter) !== "/deliveries"} />
        )}
      </Section>
      <Pager
        newer={filter.before ? deliveriesPath({ ...filter, before: undefined }) : null}
        older={more ? deliveriesPath({ ...filter, before: deliveries.at(-1)?.id }) : null}
      />
    </Main>
  );
}

const Nothing = ({ isFiltered }: { isFiltered: boolean }) => (
  <Empty>
    {isFiltered ? (
      <>
        Nothing fits this filter.{" "}
        <a className="link" href="/deliveries">
          Show all deliveries
        </a>
      </>
    ) : (
      "Nothing had to be sent yet."
    )}
  </Empty>
);
