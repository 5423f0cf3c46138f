import { RRuleTemporal } from "rrule-temporal";
import { toText } from "rrule-temporal/totext";
import { Temporal } from "temporal-polyfill";
import { list } from "@/lib/text/list";
import { ordinal } from "@/lib/text/ordinal";
import { meantTimes } from "./recurrence-gaps";
import { partOf, withoutEnd } from "./recurrence-rule";

/**
 * A stored rule in plain words, without its time of day and its end: "Every 2 weeks on Monday and Friday". What the rule
 * does not say comes from its first time, which starts at the instant `starts` by the clocks of `zone`; where not every month
 * or year has such a day, it says which are meant.
 */
export function ruleWords(rule: string, starts: string, zone: string): string {
  try {
    const day = Temporal.Instant.from(starts).toZonedDateTimeISO(zone).toPlainDate();
    const whole = withImpliedDay(withoutEnd(rule), day);
    const read = new RRuleTemporal({
      rruleString: `RRULE:${without(whole, "BYMONTHDAY")}`,
      dtstart: day.toZonedDateTime("UTC"),
    });
    const words = [toText(read).replace(/ at \d+(:\d\d)? [AP]M UTC/, ""), monthDayWords(whole), meantTimes(whole)];
    const said = words.join("");
    return said.slice(0, 1).toUpperCase() + said.slice(1);
  } catch {
    return "By a rule that cannot be shown";
  }
}

/** A rule by months or years that names no day means that of its first time (RFC 5545 3.3.10). */
function withImpliedDay(rule: string, { day, month }: Temporal.PlainDate): string {
  const frequency = partOf(rule, "FREQ");
  if (/(^|;)BY(DAY|MONTHDAY|YEARDAY|WEEKNO)=/.test(rule)) return rule;
  if (frequency === "MONTHLY") return `${rule};BYMONTHDAY=${day}`;
  if (frequency !== "YEARLY") return rule;
  return `${rule}${partOf(rule, "BYMONTH") ? "" : `;BYMONTH=${month}`};BYMONTHDAY=${day}`;
}

const without = (rule: string, name: string): string =>
  rule
    .split(";")
    .filter((part) => !part.startsWith(`${name}=`))
    .join(";");

// The library tells every day that is counted from a month's end as its last.
function monthDayWords(rule: string): string {
  const days = (partOf(rule, "BYMONTHDAY") ?? "").split(",").filter(Boolean).map(Number);
  return days.length === 0 ? "" : ` on the ${list(days.map(dayWord), "and")} day of the month`;
}

const dayWord = (day: number): string => (day > 0 ? ordinal(day) : day === -1 ? "last" : `${ordinal(-day)} to last`);
