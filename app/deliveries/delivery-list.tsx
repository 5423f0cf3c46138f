import { EmptyState } from "@/components/basics/empty-state";
import { noHeartbeat } from "@/lib/notices/channel-health";
import { deliveriesPath } from "@/lib/notices/delivery-filter";
import { Delivery } from "./delivery";
import type { LoadedDeliveries } from "./load";

export const DeliveryList = ({ deliveries, channels, filter, person, formDraft }: LoadedDeliveries) =>
  deliveries.length > 0 ? (
    <ul className="grid">
      {deliveries.map((delivery) => (
        <Delivery
          key={delivery.id}
          delivery={delivery}
          channelState={channels.find(({ channel }) => channel === delivery.channel) ?? noHeartbeat}
          person={person}
          formDraft={formDraft}
        />
      ))}
    </ul>
  ) : (
    <NoDeliveries isFiltered={deliveriesPath(filter) !== "/deliveries"} />
  );

const NoDeliveries = ({ isFiltered }: { isFiltered: boolean }) => (
  <EmptyState>
    {isFiltered ? (
      <>
        No notifications match this filter.{" "}
        <a className="link" href="/deliveries">
          Show all deliveries
        </a>
      </>
    ) : (
      "No notifications yet."
    )}
  </EmptyState>
);
