import { z } from "zod";
import { categories, changeStatuses, changeTypes } from "@/lib/rules/record";
import { dayParam, idParam, optionalParam, pathWithQuery } from "@/lib/web/query-params";
import { type QuickFilter, quickFilters } from "./finding/quick-filters";

const schema = z.object({
  // Postgres holds no null character, so nothing can be found by one.
  q: optionalParam(
    z
      .string()
      .trim()
      .min(1)
      .max(200)
      .refine((text) => !text.includes("\0")),
  ),
  show: optionalParam(z.enum(quickFilters)),
  type: optionalParam(z.enum(changeTypes)),
  status: optionalParam(z.enum(changeStatuses)),
  category: optionalParam(z.enum(categories)),
  system: idParam,
  client: idParam,
  person: idParam,
  from: dayParam,
  to: dayParam,
  before: idParam,
});

/** Which changes the list shows. The state is the URL; values that are not valid are ignored. */
export type ChangeFilter = z.infer<typeof schema>;

/** The filter that a URL's query names. */
export const parseChangeFilter = (query: Readonly<Record<string, unknown>>): ChangeFilter => schema.parse(query);

/** The URL of the list with that filter. */
export const changesPath = (filter: ChangeFilter): string => pathWithQuery("/changes", filter);

/** The URL of the list of what a quick filter shows. */
export const quickFilterPath = (show: QuickFilter): string => changesPath({ show });
