import { joinList } from "@/lib/text/join-list";
import { ordinal } from "@/lib/text/ordinal";
import { rulePart } from "./recurrence-rule";

/** Which months or years a rule means that names days which not each of them has: "; only months with a 31st are meant". */
export function skippedPeriodsNote(rule: string): string {
  const notes = [...monthDays(rule), ...weekdays(rule), ...positions(rule), ...yearDays(rule), ...weeks(rule)];
  return notes.length === 0 ? "" : `; only ${joinList([...new Set(notes)], "and")} are meant`;
}

const daysPerMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function monthDays(rule: string): readonly string[] {
  const months = numbersIn(rule, "BYMONTH");
  const shortest = Math.min(...(months.length > 0 ? months : [2]).map((month) => daysOf(month)));
  const missing = numbersIn(rule, "BYMONTHDAY").filter((day) => Math.abs(day) > shortest);
  if (missing.length === 0) return [];
  if (months.every((month) => month === 2) && months.length > 0) return ["leap years"];
  const [counted, backwards] = [missing.filter((day) => day > 0), missing.filter((day) => day < 0)];
  return [
    ...(counted.length > 0 ? [`months with a ${joinList(counted.map(ordinal), "or")}`] : []),
    ...(backwards.length > 0 ? [`months of ${Math.min(...backwards.map(Math.abs))} days or more`] : []),
  ];
}

const daysOf = (month: number): number => daysPerMonth[month - 1] ?? 28;

const weekdayNames: Readonly<Record<string, string>> = {
  ...{ MO: "Monday", TU: "Tuesday", WE: "Wednesday", TH: "Thursday", FR: "Friday", SA: "Saturday", SU: "Sunday" },
};

/** A fifth weekday is not in each month, nor a 53rd in each year. */
function weekdays(rule: string): readonly string[] {
  const isByMonth = rulePart(rule, "FREQ") === "MONTHLY" || rulePart(rule, "BYMONTH") !== undefined;
  const [maxCount, period] = isByMonth ? [4, "months"] : [52, "years"];
  const missing = (rulePart(rule, "BYDAY") ?? "").split(",").flatMap((word) => {
    const [, count = "", name = ""] = /^([+-]?\d+)([A-Z]{2})$/.exec(word) ?? [];
    return Math.abs(Number(count)) > maxCount
      ? [`${ordinal(Math.abs(Number(count)))} ${weekdayNames[name] ?? name}`]
      : [];
  });
  return missing.length === 0 ? [] : [`${period} with a ${joinList(missing, "or")}`];
}

/** The fifth of the Fridays of a month is a fifth Friday. */
function positions(rule: string): readonly string[] {
  const days = (rulePart(rule, "BYDAY") ?? "").split(",").filter((word) => weekdayNames[word] !== undefined);
  const maxPosition = Math.max(...numbersIn(rule, "BYSETPOS").map(Math.abs));
  const isByMonth = rulePart(rule, "FREQ") === "MONTHLY";
  return isByMonth && days.length > 0 && maxPosition > 4 * days.length ? ["months with so many"] : [];
}

const yearDays = (rule: string): readonly string[] =>
  numbersIn(rule, "BYYEARDAY").some((day) => Math.abs(day) === 366) ? ["leap years"] : [];

const weeks = (rule: string): readonly string[] =>
  numbersIn(rule, "BYWEEKNO").some((week) => Math.abs(week) === 53) ? ["years with a week 53"] : [];

const numbersIn = (rule: string, name: string): readonly number[] =>
  (rulePart(rule, name) ?? "").split(",").filter(Boolean).map(Number);
