import { type FormValues, firstValueOf } from "@/lib/form/form-values";
import { pathWithQuery } from "@/lib/web/query-params";
import { type CalendarFilter, parseCalendarFilter } from "./calendar-filter";

/** The filter of a new feed under the names of its form: `type` alone would be the type of a change. */
export const feedFilterFields = {
  client: "feedClient",
  system: "feedSystem",
  type: "feedType",
  person: "feedPerson",
  mine: "feedMine",
} as const satisfies Record<keyof CalendarFilter, string>;

const fieldPairs = Object.entries(feedFilterFields) as [keyof CalendarFilter, string][];

/** The filter that the form of a new feed names; what is not valid is left out. */
export const feedFilterIn = (formValues: FormValues): CalendarFilter =>
  parseCalendarFilter(Object.fromEntries(fieldPairs.map(([name, field]) => [name, firstValueOf(formValues[field])])));

/** The other values of that form. */
export const withoutFeedFilter = (formValues: FormValues): FormValues =>
  Object.fromEntries(Object.entries(formValues).filter(([name]) => !fieldPairs.some(([, field]) => field === name)));

/** The address of a feed: the secret, and the filter as the calendar's own address has it. */
export const feedAddress = (appUrl: string, token: string, filter: CalendarFilter): string =>
  `${appUrl}${pathWithQuery("/calendar.ics", { token, ...filter })}`;

/** The same address as calendar programs take it as a subscription. */
export const webcalAddress = (address: string): string => address.replace(/^https?:/, "webcal:");

/** The page on which a feed with that filter is created. */
export const newFeedPath = (filter: CalendarFilter): string => pathWithQuery("/calendar/feeds", filter);
