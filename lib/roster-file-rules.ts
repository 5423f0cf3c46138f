import ICAL from "ical.js";

// ical.js looks for the next time of a rule that has none for ever. Only rules that are sure to have one reach it.

/** Which repetition in a calendar file is not read here, or null: shifts repeat by days or weeks, zones by years. */
export function unreadRule(calendar: ICAL.Component): string | null {
  const observances = calendar
    .getAllSubcomponents("vtimezone")
    .flatMap((zone) => [...zone.getAllSubcomponents("standard"), ...zone.getAllSubcomponents("daylight")]);
  return (
    rulesIn(calendar.getAllSubcomponents("vevent"))
      .find((rule) => !ofShifts(rule))
      ?.toString() ??
    rulesIn(observances)
      .find((rule) => !ofZones(rule))
      ?.toString() ??
    null
  );
}

const rulesIn = (components: readonly ICAL.Component[]): readonly ICAL.Recur[] =>
  components
    .flatMap((one) => one.getAllProperties("rrule"))
    .flatMap((rule) => rule.getValues())
    .filter((value) => value instanceof ICAL.Recur);

function ofShifts({ freq, interval, parts }: ICAL.Recur): boolean {
  const { BYDAY: days = [], ...others } = asLists(parts);
  if (Object.keys(others).length > 0 || interval > 60 || !days.every((day) => /^[A-Z]{2}$/.test(day))) return false;
  return freq === "WEEKLY" || (freq === "DAILY" && (interval === 1 || days.length === 0));
}

function ofZones({ freq, interval, parts }: ICAL.Recur): boolean {
  const { BYDAY: days = [], BYMONTH: months = [], BYMONTHDAY: dates = [], ...others } = asLists(parts);
  return (
    freq === "YEARLY" &&
    interval === 1 &&
    Object.keys(others).length === 0 &&
    months.length === 1 &&
    days.length <= 1 &&
    days.every((day) => /^(-1|[1-4])?[A-Z]{2}$/.test(day)) &&
    dates.every((date) => Number(date) >= 1 && Number(date) <= 31)
  );
}

const asLists = (parts: object): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(parts).map(([name, values]) => [name, [values].flat().map(String)]));
