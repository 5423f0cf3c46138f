import { RRuleTemporal } from "rrule-temporal";
import { toText } from "rrule-temporal/totext";
import { Temporal } from "temporal-polyfill";
import { joinList } from "@/lib/text/join-list";
import { ordinal } from "@/lib/text/ordinal";
import { skippedPeriodsNote } from "./recurrence-gaps";
import { rulePart, withoutEnd } from "./recurrence-rule";

/**
 * A stored rule in plain words, without its time of day and its end: "Every 2 weeks on Monday and Friday". What the rule
 * does not say comes from its first time, which starts at the instant `starts` by the clocks of `zone`; where not every month
 * or year has such a day, it says which are meant.
 */
export function describeRecurrence(rule: string, starts: string, zone: string): string {
  try {
    const day = Temporal.Instant.from(starts).toZonedDateTimeISO(zone).toPlainDate();
    const fullRule = withImpliedDay(withoutEnd(rule), day);
    const parsedRule = new RRuleTemporal({
      rruleString: `RRULE:${withoutPart(fullRule, "BYMONTHDAY")}`,
      dtstart: day.toZonedDateTime("UTC"),
    });
    const parts = [
      toText(parsedRule).replace(/ at \d+(:\d\d)? [AP]M UTC/, ""),
      describeMonthDays(fullRule),
      skippedPeriodsNote(fullRule),
    ];
    const description = parts.join("");
    return description.slice(0, 1).toUpperCase() + description.slice(1);
  } catch {
    return "By a rule that cannot be shown";
  }
}

/** A rule by months or years that names no day means that of its first time (RFC 5545 3.3.10). */
function withImpliedDay(rule: string, { day, month }: Temporal.PlainDate): string {
  const frequency = rulePart(rule, "FREQ");
  if (/(^|;)BY(DAY|MONTHDAY|YEARDAY|WEEKNO)=/.test(rule)) return rule;
  if (frequency === "MONTHLY") return `${rule};BYMONTHDAY=${day}`;
  if (frequency !== "YEARLY") return rule;
  return `${rule}${rulePart(rule, "BYMONTH") ? "" : `;BYMONTH=${month}`};BYMONTHDAY=${day}`;
}

const withoutPart = (rule: string, name: string): string =>
  rule
    .split(";")
    .filter((part) => !part.startsWith(`${name}=`))
    .join(";");

// The library tells every day that is counted from a month's end as its last.
function describeMonthDays(rule: string): string {
  const days = (rulePart(rule, "BYMONTHDAY") ?? "").split(",").filter(Boolean).map(Number);
  return days.length === 0 ? "" : ` on the ${joinList(days.map(describeMonthDay), "and")} day of the month`;
}

const describeMonthDay = (day: number): string =>
  day > 0 ? ordinal(day) : day === -1 ? "last" : `${ordinal(-day)} to last`;
