import { Empty } from "@/components/basics/empty";
import { unheardOf } from "@/lib/notices/channel-words";
import { deliveriesPath } from "@/lib/notices/filter";
import { Delivery } from "./delivery";
import type { LoadedDeliveries } from "./load";

export const DeliveryList = ({ deliveries, channels, filter, person, kept }: LoadedDeliveries) =>
  deliveries.length > 0 ? (
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
  );

const Nothing = ({ isFiltered }: { isFiltered: boolean }) => (
  <Empty>
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
  </Empty>
);
