import { type ChangeType, changeTypes } from "./record";

/** What a calendar or a feed shows of all windows. */
export type CalendarFilter = {
  readonly client?: number;
  readonly system?: number;
  readonly type?: ChangeType;
  /** Whoever wrote, carries out or carried out the change. */
  readonly person?: number;
  /** Only those of the reader. */
  readonly mine?: boolean;
};

/** The types that a calendar shows: a standard change has no window and is done when somebody has time for it. */
export const calendarTypes = changeTypes.filter((type) => type !== "standard");

type Search = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The filter as an address says it; what it does not understand it leaves out. */
export function calendarFilter(search: Search): CalendarFilter {
  const type = calendarTypes.find((known) => known === one(search.type));
  const ids = { client: id(search.client), system: id(search.system), person: id(search.person) };
  return {
    ...Object.fromEntries(Object.entries(ids).filter(([, value]) => value !== undefined)),
    ...(type && { type }),
    ...(one(search.mine) ? { mine: true } : {}),
  };
}

const one = (value: Search[string]): string => (typeof value === "string" ? value : (value?.[0] ?? ""));
const id = (value: Search[string]): number | undefined =>
  /^\d{1,15}$/.test(one(value)) ? Number(one(value)) : undefined;
