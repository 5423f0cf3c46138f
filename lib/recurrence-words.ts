import { RRuleTemporal } from "rrule-temporal";
import { toText } from "rrule-temporal/totext";
import { Temporal } from "temporal-polyfill";
import { withoutEnd } from "./recurrence-rule";

/**
 * A stored rule in plain words, without its time of day and its end: "Every 2 weeks on Monday and Friday". What the rule
 * does not say comes from its first time, which starts at the instant `starts` by the clocks of `zone`.
 */
export function ruleWords(rule: string, starts: string, zone: string): string {
  try {
    const first = Temporal.Instant.from(starts).toZonedDateTimeISO(zone).toPlainDate().toZonedDateTime("UTC");
    const read = new RRuleTemporal({ rruleString: `RRULE:${withoutEnd(rule)}`, dtstart: first });
    const words = toText(read).replace(/ at \d+(:\d\d)? [AP]M UTC/, "");
    return words.slice(0, 1).toUpperCase() + words.slice(1);
  } catch {
    return "By a rule that is not read here";
  }
}
