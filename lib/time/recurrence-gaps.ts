import { list } from "@/lib/text/list";
import { ordinal } from "@/lib/text/ordinal";
import { partOf } from "./recurrence-rule";

/** Which months or years a rule means that names days which not each of them has: "; only months with a 31st are meant". */
export function meantTimes(rule: string): string {
  const said = [...monthDays(rule), ...weekdays(rule), ...positions(rule), ...yearDays(rule), ...weeks(rule)];
  return said.length === 0 ? "" : `; only ${list([...new Set(said)], "and")} are meant`;
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function monthDays(rule: string): readonly string[] {
  const months = numbersIn(rule, "BYMONTH");
  const shortest = Math.min(...(months.length > 0 ? months : [2]).map((month) => daysOf(month)));
  const lacked = numbersIn(rule, "BYMONTHDAY").filter((day) => Math.abs(day) > shortest);
  if (lacked.length === 0) return [];
  if (months.every((month) => month === 2) && months.length > 0) return ["leap years"];
  const [counted, backwards] = [lacked.filter((day) => day > 0), lacked.filter((day) => day < 0)];
  return [
    ...(counted.length > 0 ? [`months with a ${list(counted.map(ordinal), "or")}`] : []),
    ...(backwards.length > 0 ? [`months of ${Math.min(...backwards.map(Math.abs))} days or more`] : []),
  ];
}

const daysOf = (month: number): number => lengths[month - 1] ?? 28;

const names: Readonly<Record<string, string>> = {
  ...{ MO: "Monday", TU: "Tuesday", WE: "Wednesday", TH: "Thursday", FR: "Friday", SA: "Saturday", SU: "Sunday" },
};

/** A fifth weekday is not in each month, nor a 53rd in each year. */
function weekdays(rule: string): readonly string[] {
  const isByMonth = partOf(rule, "FREQ") === "MONTHLY" || partOf(rule, "BYMONTH") !== undefined;
  const [most, period] = isByMonth ? [4, "months"] : [52, "years"];
  const lacked = (partOf(rule, "BYDAY") ?? "").split(",").flatMap((word) => {
    const [, count = "", name = ""] = /^([+-]?\d+)([A-Z]{2})$/.exec(word) ?? [];
    return Math.abs(Number(count)) > most ? [`${ordinal(Math.abs(Number(count)))} ${names[name] ?? name}`] : [];
  });
  return lacked.length === 0 ? [] : [`${period} with a ${list(lacked, "or")}`];
}

/** The fifth of the Fridays of a month is a fifth Friday. */
function positions(rule: string): readonly string[] {
  const days = (partOf(rule, "BYDAY") ?? "").split(",").filter((word) => names[word] !== undefined);
  const most = Math.max(...numbersIn(rule, "BYSETPOS").map(Math.abs));
  const isByMonth = partOf(rule, "FREQ") === "MONTHLY";
  return isByMonth && days.length > 0 && most > 4 * days.length ? ["months with so many"] : [];
}

const yearDays = (rule: string): readonly string[] =>
  numbersIn(rule, "BYYEARDAY").some((day) => Math.abs(day) === 366) ? ["leap years"] : [];

const weeks = (rule: string): readonly string[] =>
  numbersIn(rule, "BYWEEKNO").some((week) => Math.abs(week) === 53) ? ["years with a week 53"] : [];

const numbersIn = (rule: string, name: string): readonly number[] =>
  (partOf(rule, name) ?? "").split(",").filter(Boolean).map(Number);
