import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { tellPlainly } from "./format";
import { normalised, partOf, withoutEnd, wrongIn } from "./recurrence-rule";

/** A half-open time as two instants in UTC. */
export type Span = readonly [starts: string, ends: string];
export type Repeated =
  | { readonly ok: true; readonly rule: string; readonly spans: readonly Span[] }
  | { readonly ok: false; readonly sentence: string };

const mostTimes = 400;
const mostYears = 5;

type First = { readonly starts: string; readonly ends: string; readonly zone: string };

/**
 * Every time of what first lasts from `starts` to `ends` (instants) and repeats by `typed`, an RFC 5545 rule that ends:
 * daily to yearly, at most 400 times in five years. Each time starts and ends when the clocks of `zone` show what they
 * showed the first time; what they skip or show twice is read as RFC 5545 3.3.5 does. Else a sentence that says what to do.
 */
export function repeated(typed: string, first: First): Repeated {
  const rule = normalised(typed);
  const wrong = wrongIn(rule);
  if (wrong) return { ok: false, sentence: wrong };
  const starts = localOf(first.starts, first.zone);
  const days = daysOf(rule, starts, first.zone);
  if (days === null)
    return no("These parts of the rule do not go together. Write it like FREQ=WEEKLY;BYDAY=FR;COUNT=12.");
  return checked(
    rule,
    days.map((day) => spanFrom(day, starts, first)),
    first,
  );
}

/** The local starts that the rule names, at most one more than are allowed; null when the rule cannot be. */
function daysOf(rule: string, starts: Temporal.PlainDateTime, zone: string): Temporal.PlainDateTime[] | null {
  const count = Math.min(Number(partOf(rule, "COUNT") ?? mostTimes + 1), mostTimes + 1);
  const until = partOf(rule, "UNTIL");
  try {
    const last = until ? lastStart(until, zone) : null;
    // Expanded as if the clocks never changed: what they do is looked up for each time afterwards.
    const all = new RRuleTemporal({
      rruleString: `RRULE:${withoutEnd(rule)}`,
      dtstart: starts.toZonedDateTime("UTC"),
      until: starts.add({ years: mostYears + 1 }).toZonedDateTime("UTC"),
      temporal: Temporal,
      strict: true,
    }).all((_, place) => place < count);
    const local = all.slice(0, count).map((each) => each.toPlainDateTime());
    return last ? local.filter((each) => last(each)) : local;
  } catch {
    return null;
  }
}

/** Whether a local start is within UNTIL: a day of the zone, which counts, or an instant. */
function lastStart(until: string, zone: string): (local: Temporal.PlainDateTime) => boolean {
  if (!until.includes("T")) {
    const day = Temporal.PlainDate.from(until);
    return (local) => Temporal.PlainDate.compare(local.toPlainDate(), day) <= 0;
  }
  const instant = Temporal.Instant.from(until);
  return (local) => Temporal.Instant.compare(local.toZonedDateTime(zone).toInstant(), instant) <= 0;
}

function spanFrom(day: Temporal.PlainDateTime, starts: Temporal.PlainDateTime, first: First): Span {
  if (day.equals(starts)) return [spelt(first.starts), spelt(first.ends)];
  const end = day
    .add(starts.until(localOf(first.ends, first.zone), { largestUnit: "day" }))
    .toZonedDateTime(first.zone);
  const start = day.toZonedDateTime(first.zone);
  // Both in the hour that the clocks skip: the freeze keeps its length rather than vanish.
  const before =
    Temporal.Instant.compare(start.toInstant(), end.toInstant()) < 0
      ? start
      : day.toZonedDateTime(first.zone, { disambiguation: "earlier" });
  return [before.toInstant().toString(), end.toInstant().toString()];
}

function checked(rule: string, spans: readonly Span[], { starts, zone }: First): Repeated {
  const [first] = spans;
  if (!first) return no("This rule gives no time at all. Choose a later UNTIL, or another rule.");
  if (first[0] !== spelt(starts))
    return no(
      `With this rule the first time starts ${tellPlainly(first[0], zone)}. Choose that start, or another rule.`,
    );
  if (spans.length > mostTimes)
    return no(`A freeze can have at most ${mostTimes} times. Choose a lower COUNT, or an earlier UNTIL.`);
  if (endsTooLate(rule, spans, localOf(starts, zone).add({ years: mostYears }), zone))
    return no(`A freeze must end within ${mostYears} years. Choose a lower COUNT, or an earlier UNTIL.`);
  const wanted = Number(partOf(rule, "COUNT") ?? 0);
  if (spans.length < wanted)
    return no(
      `Of the ${wanted} times only ${spans.length} start within ${mostYears} years. Choose a lower COUNT, or another rule.`,
    );
  const over = spans.find(([start], place) => place > 0 && earlier(start, spans[place - 1]?.[1] ?? start));
  if (over)
    return no(
      `The time that starts ${tellPlainly(over[0], zone)} overlaps the previous time. Choose an earlier end, or repeat the freeze less often.`,
    );
  return { ok: true, rule, spans };
}

function endsTooLate(rule: string, spans: readonly Span[], limit: Temporal.PlainDateTime, zone: string): boolean {
  const until = partOf(rule, "UNTIL")?.slice(0, 8);
  const instant = limit.toZonedDateTime(zone).toInstant().toString();
  return (
    (until !== undefined && Temporal.PlainDate.compare(Temporal.PlainDate.from(until), limit.toPlainDate()) > 0) ||
    spans.some(([, ends]) => earlier(instant, ends))
  );
}

const earlier = (one: string, other: string) => Temporal.Instant.compare(one, other) < 0;
const localOf = (instant: string, zone: string) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
const spelt = (instant: string) => Temporal.Instant.from(instant).toString();
const no = (sentence: string): Repeated => ({ ok: false, sentence });
