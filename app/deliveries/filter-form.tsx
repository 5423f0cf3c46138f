import { Button, ButtonLink } from "@/components/basics/button";
import { FilterSelect } from "@/components/filter/filter-select";
import { type DeliveryFilter, deliveriesPath } from "@/lib/notices/delivery-filter";
import { deliveryLabel } from "@/lib/notices/delivery-sentences";
import { capitalise, channelLabels, statusLabels } from "@/lib/rules/labels";
import { channels, deliveryKinds, deliveryStatuses } from "@/lib/rules/record";

/** A plain GET form: the address is the filter. */
export function FilterForm({ filter }: { filter: DeliveryFilter }) {
  const isFiltered = deliveriesPath({ ...filter, before: undefined }) !== "/deliveries";
  return (
    <search aria-label="Filter notifications" className="mb-4 block print:hidden">
      <form action="/deliveries" className="flex flex-wrap items-end gap-3">
        <FilterSelect
          name="status"
          label="Status"
          value={filter.status}
          choices={deliveryStatuses.map((status) => ({ value: status, label: capitalise(statusLabels[status]) }))}
        />
        <FilterSelect
          name="kind"
          label="Notification"
          value={filter.kind}
          choices={deliveryKinds.map((kind) => ({ value: kind, label: deliveryLabel(kind) }))}
        />
        <FilterSelect
          name="channel"
          label="Channel"
          value={filter.channel}
          choices={channels.map((channel) => ({ value: channel, label: channelLabels[channel] }))}
        />
        {filter.webhook ? <input type="hidden" name="webhook" value={filter.webhook} /> : null}
        {filter.change ? <input type="hidden" name="change" value={filter.change} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit">Filter</Button>
          {isFiltered ? <ButtonLink href="/deliveries">Clear</ButtonLink> : null}
          {filter.change ? <span className="text-sm text-muted">Only for {filter.change}</span> : null}
        </div>
      </form>
    </search>
  );
}
