import { RRuleTemporal } from "rrule-temporal";
import { toText } from "rrule-temporal/totext";
import { Temporal } from "temporal-polyfill";
import { withoutEnd } from "./recurrence-rule";

/** A stored rule in plain words, without its time of day and its end: "Every 2 weeks on Monday and Friday". */
export function ruleWords(rule: string): string {
  try {
    const read = new RRuleTemporal({ rruleString: `RRULE:${withoutEnd(rule)}`, dtstart: midnight });
    const words = toText(read).replace(/ at \d+(:\d\d)? [AP]M UTC/, "");
    return words.slice(0, 1).toUpperCase() + words.slice(1);
  } catch {
    return "By a rule that is not read here";
  }
}

const midnight = Temporal.ZonedDateTime.from("2026-01-01T00:00[UTC]");
