import { z } from "zod";
import { categories, changeStatuses, changeTypes } from "@/lib/rules/record";
import { absent, day, filteredPath, key } from "@/lib/web/query";

const filter = z.object({
  // Postgres holds no null character, so nothing can be found by one.
  q: absent(
    z
      .string()
      .trim()
      .min(1)
      .max(200)
      .refine((text) => !text.includes("\0")),
  ),
  type: absent(z.enum(changeTypes)),
  status: absent(z.enum(changeStatuses)),
  category: absent(z.enum(categories)),
  system: key,
  client: key,
  person: key,
  from: day,
  to: day,
  before: key,
});

/** Which changes the list shows. The state is the URL; values that are not valid are ignored. */
export type ChangeFilter = z.infer<typeof filter>;

/** The filter that a URL's query names. */
export const filterOf = (query: Readonly<Record<string, unknown>>): ChangeFilter => filter.parse(query);

/** The URL of the list with that filter. */
export const listPath = (shown: ChangeFilter): string => filteredPath("/changes", shown);
