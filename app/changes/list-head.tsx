import type { MatchCount } from "@/db/changes/list-changes";
import { type ChangeFilter, changeSorts, changesPath } from "@/lib/changes/change-filter";
import { matchCountSentence, orderLabels, sortLabels } from "@/lib/changes/finding/list-words";

/** How many changes match, what they are ordered by, and from which end. */
export const ListHead = ({ filter, matching }: { filter: ChangeFilter; matching: MatchCount }) => (
  <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1.5">
    <p className="font-medium tabular-nums">{matchCountSentence(matching)}</p>
    <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1 text-sm print:hidden">
      <nav aria-label="Order" className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="text-muted">Order by</span>
        {[undefined, ...changeSorts].map((sort) => (
          <OrderLink
            key={sort ?? "number"}
            path={orderedPath(filter, { sort })}
            isCurrent={sort === filter.sort}
            label={sortLabels[sort ?? "number"]}
          />
        ))}
      </nav>
      <nav aria-label="Direction" className="flex items-baseline gap-x-4">
        {([undefined, "oldest"] as const).map((order) => (
          <OrderLink
            key={order ?? "newest"}
            path={orderedPath(filter, { order })}
            isCurrent={order === filter.order}
            label={orderLabels[order ?? "newest"]}
          />
        ))}
      </nav>
    </div>
  </div>
);

const OrderLink = ({ path, isCurrent, label }: { path: string; isCurrent: boolean; label: string }) => (
  <a
    href={path}
    aria-current={isCurrent ? "true" : undefined}
    className="border-b-2 border-transparent py-1 text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
  >
    {label}
  </a>
);

/** The first page of the same list in another order. */
const orderedPath = (filter: ChangeFilter, but: Pick<ChangeFilter, "sort"> | Pick<ChangeFilter, "order">): string =>
  changesPath({ ...filter, ...but, before: undefined, at: undefined });

/** The name of the table, for whoever does not see the links above it. */
export const sortCaption = ({ sort, order }: ChangeFilter): string =>
  `Changes, ${orderLabels[order ?? "newest"].toLowerCase()} by ${sortLabels[sort ?? "number"].toLowerCase()}`;

/** What the heads of the table's columns do: the column that the list is ordered by turns it round. */
export function columnOrders(filter: ChangeFilter) {
  const { sort, order } = filter;
  const turned = orderedPath(filter, { order: order ? undefined : "oldest" });
  const direction = order ? ("ascending" as const) : ("descending" as const);
  return {
    number: sort ? { path: orderedPath(filter, { sort: undefined }) } : { path: turned, direction },
    ...(sort && { when: { path: turned, direction } }),
  };
}
