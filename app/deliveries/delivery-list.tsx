import { EmptyState } from "@/components/basics/empty-state";
import { builtInChannel, noHeartbeat } from "@/lib/notices/channel-health";
import { deliveriesPath } from "@/lib/notices/delivery-filter";
import type { Channel } from "@/lib/rules/record";
import { Delivery } from "./delivery";
import type { LoadedDeliveries } from "./load";

export const DeliveryList = ({ deliveries, channels, filter, person, formDraft }: LoadedDeliveries) =>
  deliveries.length > 0 ? (
    <ul className="grid">
      {deliveries.map((delivery) => (
        <Delivery
          key={delivery.id}
          delivery={delivery}
          channelState={stateOf(delivery.channel, channels)}
          person={person}
          formDraft={formDraft}
        />
      ))}
    </ul>
  ) : (
    <NoDeliveries isFiltered={deliveriesPath(filter) !== "/deliveries"} />
  );

// Each webhook has its own state, which its page shows.
const stateOf = (channel: Channel, channels: LoadedDeliveries["channels"]) =>
  channel === "webhook" ? builtInChannel : (channels.find((each) => each.channel === channel) ?? noHeartbeat);

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
