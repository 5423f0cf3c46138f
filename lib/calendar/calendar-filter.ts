import { z } from "zod";
import { changeTypes } from "@/lib/rules/record";
import { idParam, optionalParam } from "@/lib/web/query-params";

/** The types that a calendar shows; a standard change has no window. */
export const calendarTypes = changeTypes.filter((type) => type !== "standard");

const schema = z.object({
  client: idParam,
  system: idParam,
  type: optionalParam(z.enum(calendarTypes)),
  /** Whoever wrote, carries out or carried out the change. */
  person: idParam,
  /** Only those of the reader. */
  mine: optionalParam(z.literal("1")),
});

/** Which windows a calendar or a feed shows. The state is the URL; values that are not valid are ignored. */
export type CalendarFilter = z.infer<typeof schema>;

/** The filter that a URL's query names. */
export const parseCalendarFilter = (query: Readonly<Record<string, unknown>>): CalendarFilter => schema.parse(query);
