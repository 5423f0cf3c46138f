import { z } from "zod";
import { changeTypes } from "@/lib/rules/record";
import { absent, key } from "@/lib/web/query";

/** The types that a calendar shows; a standard change has no window. */
export const calendarTypes = changeTypes.filter((type) => type !== "standard");

const filter = z.object({
  client: key,
  system: key,
  type: absent(z.enum(calendarTypes)),
  /** Whoever wrote, carries out or carried out the change. */
  person: key,
  /** Only those of the reader. */
  mine: absent(z.literal("1")),
});

/** Which windows a calendar or a feed shows. The state is the URL; values that are not valid are ignored. */
export type CalendarFilter = z.infer<typeof filter>;

/** The filter that a URL's query names. */
export const calendarFilter = (query: Readonly<Record<string, unknown>>): CalendarFilter => filter.parse(query);
