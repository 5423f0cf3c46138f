import { z } from "zod";
import { categories, changeStatuses, changeTypes } from "@/lib/rules/record";
import { dayParam, idParam, optionalParam, pathWithQuery, searchParam } from "@/lib/web/query-params";
import { type QuickFilter, quickFilters } from "./finding/quick-filters";

/** What the list is ordered by, without one by number. By its window, a change without one is left out. */
export const changeSorts = ["event", "window"] as const;
export type ChangeSort = (typeof changeSorts)[number];

/** From which end; without one the newest first. */
const changeOrders = ["oldest"] as const;

/** Several statuses: repeated in an address as a form sends them, or with commas as a link has them. */
const statusesParam = optionalParam(
  z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat().flatMap((part) => part.split(",")))
    .transform((given) => changeStatuses.filter((status) => given.includes(status)))
    .pipe(z.array(z.enum(changeStatuses)).min(1)),
);

const schema = z.object({
  q: searchParam,
  show: optionalParam(z.enum(quickFilters)),
  type: optionalParam(z.enum(changeTypes)),
  status: statusesParam,
  category: optionalParam(z.enum(categories)),
  system: idParam,
  client: idParam,
  person: idParam,
  from: dayParam,
  to: dayParam,
  sort: optionalParam(z.enum(changeSorts)),
  order: optionalParam(z.enum(changeOrders)),
  /** The number of the last change on the page before. */
  before: idParam,
  /** The instant of that change by which the list is ordered: of its last event, or the start of its window. */
  at: optionalParam(z.iso.datetime({ precision: 6 })),
});

/** Which changes the list shows. The state is the URL; values that are not valid are ignored. */
export type ChangeFilter = z.infer<typeof schema>;

/** The filter that a URL's query names. */
export const parseChangeFilter = (query: Readonly<Record<string, unknown>>): ChangeFilter => schema.parse(query);

/** The URL of the list with that filter. */
export const changesPath = (filter: ChangeFilter): string => pathWithQuery("/changes", filter);

/** The URL of the list of what a quick filter shows. */
export const quickFilterPath = (show: QuickFilter): string => changesPath({ show });
