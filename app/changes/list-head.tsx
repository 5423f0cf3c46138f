import type { MatchCount } from "@/db/changes/list-changes";
import { type ChangeFilter, type ChangeSort, changeSorts, changesPath } from "@/lib/changes/change-filter";
import { matchCountSentence, sortLabels } from "@/lib/changes/finding/list-words";

/** How many changes match, and what they are ordered by. */
export const ListHead = ({ filter, matching }: { filter: ChangeFilter; matching: MatchCount }) => (
  <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1.5">
    <p className="font-medium tabular-nums">{matchCountSentence(matching)}</p>
    <nav aria-label="Order" className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm print:hidden">
      <span className="text-muted">Newest first by</span>
      {[undefined, ...changeSorts].map((sort) => (
        <a
          key={sort ?? "number"}
          href={changesPath({ ...filter, sort, before: undefined, at: undefined })}
          aria-current={sort === filter.sort ? "true" : undefined}
          className="border-b-2 border-transparent py-1 text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
        >
          {sortLabels[sort ?? "number"]}
        </a>
      ))}
    </nav>
  </div>
);

/** The name of the table, for whoever does not see the links above it. */
export const sortCaption = (sort: ChangeSort | undefined): string =>
  `Changes, newest first by ${sortLabels[sort ?? "number"].toLowerCase()}`;
