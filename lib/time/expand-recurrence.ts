import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { formatDateTime } from "./format";
import { normaliseRule, rulePart, ruleProblem, withoutEnd } from "./recurrence-rule";

/** A half-open time as two instants in UTC. */
export type TimeSpan = readonly [starts: string, ends: string];
export type RecurrenceResult =
  | { readonly ok: true; readonly rule: string; readonly spans: readonly TimeSpan[] }
  | { readonly ok: false; readonly sentence: string };

const maxOccurrences = 400;
const maxYears = 5;

type FirstOccurrence = { readonly starts: string; readonly ends: string; readonly zone: string };

/**
 * Every time of what first lasts from `starts` to `ends` (instants) and repeats by `typed`, an RFC 5545 rule that ends:
 * daily to yearly, at most 400 times in five years. Each time starts and ends when the clocks of `zone` show what they
 * showed the first time; what they skip or show twice is read as RFC 5545 3.3.5 does. Else a sentence that says what to do.
 */
export function expandRecurrence(text: string, first: FirstOccurrence): RecurrenceResult {
  const rule = normaliseRule(text);
  const problem = ruleProblem(rule);
  if (problem) return { ok: false, sentence: problem };
  const starts = localOf(first.starts, first.zone);
  const localStarts = localStartsOf(rule, starts, first.zone);
  if (localStarts === null)
    return reject("These parts of the rule do not go together. Write it like FREQ=WEEKLY;BYDAY=FR;COUNT=12.");
  return checkOccurrences(
    rule,
    localStarts.map((day) => occurrenceSpan(day, starts, first)),
    first,
  );
}

/** The local starts that the rule names, at most one more than are allowed; null when the rule cannot be. */
function localStartsOf(rule: string, starts: Temporal.PlainDateTime, zone: string): Temporal.PlainDateTime[] | null {
  const count = Math.min(Number(rulePart(rule, "COUNT") ?? maxOccurrences + 1), maxOccurrences + 1);
  const until = rulePart(rule, "UNTIL");
  try {
    const isWithinUntil = until ? untilPredicate(until, zone) : null;
    // Expanded as if the clocks never changed: what they do is looked up for each time afterwards.
    const all = new RRuleTemporal({
      rruleString: `RRULE:${withoutEnd(rule)}`,
      dtstart: starts.toZonedDateTime("UTC"),
      until: starts.add({ years: maxYears + 1 }).toZonedDateTime("UTC"),
      temporal: Temporal,
      strict: true,
    }).all((_, index) => index < count);
    const local = all.slice(0, count).map((each) => each.toPlainDateTime());
    return isWithinUntil ? local.filter((each) => isWithinUntil(each)) : local;
  } catch {
    return null;
  }
}

/** Whether a local start is within UNTIL: a day of the zone, which counts, or an instant. */
function untilPredicate(until: string, zone: string): (local: Temporal.PlainDateTime) => boolean {
  if (!until.includes("T")) {
    const day = Temporal.PlainDate.from(until);
    return (local) => Temporal.PlainDate.compare(local.toPlainDate(), day) <= 0;
  }
  const instant = Temporal.Instant.from(until);
  return (local) => Temporal.Instant.compare(local.toZonedDateTime(zone).toInstant(), instant) <= 0;
}

function occurrenceSpan(day: Temporal.PlainDateTime, starts: Temporal.PlainDateTime, first: FirstOccurrence): TimeSpan {
  if (day.equals(starts)) return [toIsoInstant(first.starts), toIsoInstant(first.ends)];
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

function checkOccurrences(
  rule: string,
  spans: readonly TimeSpan[],
  { starts, zone }: FirstOccurrence,
): RecurrenceResult {
  const [first] = spans;
  if (!first) return reject("The freeze would never begin. Choose a later last day, or another way to repeat it.");
  if (first[0] !== toIsoInstant(starts))
    return reject(
      `Repeated like this, the first time starts ${formatDateTime(first[0], zone)}. Choose that start, or another way to repeat it.`,
    );
  if (spans.length > maxOccurrences)
    return reject(`A freeze can have at most ${maxOccurrences} times. Choose fewer times, or an earlier last day.`);
  if (endsTooLate(rule, spans, localOf(starts, zone).add({ years: maxYears }), zone))
    return reject(`A freeze must end within ${maxYears} years. Choose fewer times, or an earlier last day.`);
  const requestedCount = Number(rulePart(rule, "COUNT") ?? 0);
  if (spans.length < requestedCount)
    return reject(
      `Of the ${requestedCount} times only ${spans.length} start within ${maxYears} years. Choose fewer times, or repeat it more often.`,
    );
  const overlapping = spans.find(([start], index) => index > 0 && isEarlier(start, spans[index - 1]?.[1] ?? start));
  if (overlapping)
    return reject(
      `The time that starts ${formatDateTime(overlapping[0], zone)} overlaps the previous time. Choose an earlier end, or repeat the freeze less often.`,
    );
  return { ok: true, rule, spans };
}

function endsTooLate(rule: string, spans: readonly TimeSpan[], limit: Temporal.PlainDateTime, zone: string): boolean {
  const until = rulePart(rule, "UNTIL")?.slice(0, 8);
  const instant = limit.toZonedDateTime(zone).toInstant().toString();
  return (
    (until !== undefined && Temporal.PlainDate.compare(Temporal.PlainDate.from(until), limit.toPlainDate()) > 0) ||
    spans.some(([, ends]) => isEarlier(instant, ends))
  );
}

const isEarlier = (one: string, other: string) => Temporal.Instant.compare(one, other) < 0;
const localOf = (instant: string, zone: string) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
const toIsoInstant = (instant: string) => Temporal.Instant.from(instant).toString();
const reject = (sentence: string): RecurrenceResult => ({ ok: false, sentence });
