import type ICAL from "ical.js";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { type FileTime, instantOf, parseTime, TooManyError, type Zones } from "./file-times";
import { rulePartsOf } from "./recurrence-rules";

/** The times at which a rule lets something begin, as its clocks show them, and how many lie before those asked for. */
type RuleOccurrences = {
  readonly localTimes: readonly number[];
  readonly skippedCount: number;
  readonly isUnfinished: boolean;
};

/** What is asked for: times from one to another, as if the clocks showed UTC, and at most so many. */
type OccurrenceQuery = { readonly from: number; readonly to: number; readonly maxCount: number };

const msPerDay = 24 * 3_600_000;
const msPerWeek = 7 * msPerDay;
const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** The times of a rule from `from` on: however long ago it began, only what is asked for is made. */
export function ruleOccurrences(
  rule: ICAL.Recur,
  start: FileTime,
  zones: Zones,
  query: OccurrenceQuery,
): RuleOccurrences {
  const isWithinUntil = untilPredicate(rule, start, zones);
  const isSimple = (rule.freq === "DAILY" || rule.freq === "WEEKLY") && !("BYMONTH" in rulePartsOf(rule));
  const { localTimes, skippedCount, isUnfinished } = isSimple
    ? expandByDays(rule, start.localMs, query)
    : expandByLibrary(rule, start.localMs, query);
  const within = localTimes.filter(isWithinUntil);
  return {
    localTimes: within,
    skippedCount,
    isUnfinished: isUnfinished && within.length === localTimes.length && isWithinUntil(query.to),
  };
}

/** Whether a time is not after UNTIL: a day of the zone, which counts, or an instant. */
function untilPredicate(rule: ICAL.Recur, start: FileTime, zones: Zones): (shown: number) => boolean {
  if (!rule.until) return () => true;
  const { named, floating } = zones;
  const last = parseTime(String(rule.until), undefined, { named, floating: start.clock ?? floating });
  if (last.isDate) return (shown) => shown < last.localMs + msPerDay;
  const instant = instantOf(last);
  return (shown) => instantOf({ ...start, localMs: shown }) <= instant;
}

/** Days and weeks by counting: the cycles before those asked for are skipped at once. */
function expandByDays(rule: ICAL.Recur, start: number, { from, to, maxCount }: OccurrenceQuery): RuleOccurrences {
  const days = [...new Set(rulePartsOf(rule).BYDAY ?? [])].map((name) => weekdays.indexOf(name));
  const isByDays = rule.freq === "DAILY" && days.length === 0;
  const cycle = isByDays ? rule.interval * msPerDay : rule.freq === "WEEKLY" ? rule.interval * msPerWeek : msPerWeek;
  const firstCycleStart = isByDays ? start : startOfWeek(start, rule.wkst);
  const offsets = days.length === 0 ? [start - firstCycleStart] : offsetsOf(days, firstCycleStart);
  const remaining = remainingCount(rule, offsets.includes(start - firstCycleStart));
  const skipped = Math.max(0, Math.floor((from - firstCycleStart) / cycle) - 1);
  const inFirst = offsets.filter((offset) => firstCycleStart + offset >= start).length;
  const before = skipped === 0 ? 0 : Math.min(remaining, inFirst + (skipped - 1) * offsets.length);
  const shown: number[] = [];
  for (let cycleStart = firstCycleStart + skipped * cycle; before + shown.length < remaining; cycleStart += cycle)
    for (const at of offsets.map((offset) => cycleStart + offset)) {
      if (at < start || before + shown.length >= remaining) continue;
      if (at > to) return { localTimes: shown, skippedCount: before, isUnfinished: true };
      if (shown.length > maxCount) throw new TooManyError();
      shown.push(at);
    }
  return { localTimes: shown, skippedCount: before, isUnfinished: false };
}

/** How many times a rule has. Its start is one of them, whether or not the rule names it (RFC 5545 3.8.5.3). */
const remainingCount = ({ count }: ICAL.Recur, startIsOne: boolean): number =>
  count === null ? Number.POSITIVE_INFINITY : count - (startIsOne ? 0 : 1);

// ical.js counts days from Sunday = 1; the first of January 1970 was a Thursday.
function startOfWeek(at: number, wkst: number): number {
  const first = (wkst + 5) % 7;
  return at - ((daysSinceMonday(at) - first + 7) % 7) * msPerDay;
}
const daysSinceMonday = (at: number) => (((Math.floor(at / msPerDay) + 3) % 7) + 7) % 7;

/** How long after a week opens each of its days comes. */
const offsetsOf = (days: readonly number[], opens: number): readonly number[] =>
  days.map((each) => ((each - daysSinceMonday(opens) + 7) % 7) * msPerDay).sort((one, other) => one - other);

/** Months and years by the library; a rule that counts is followed from its beginning. */
function expandByLibrary(rule: ICAL.Recur, start: number, { from, to, maxCount }: OccurrenceQuery): RuleOccurrences {
  const rruleString = `RRULE:${String(rule).replace(/;?(COUNT|UNTIL)=[^;]*/g, "")}`;
  const dtstart = toUtcDateTime(rule.count === null ? fastForward(rule, start, from) : start);
  const limit = Math.min(rule.count ?? maxCount + 1, maxCount + 1);
  const all = new RRuleTemporal({ rruleString, dtstart, until: toUtcDateTime(to), temporal: Temporal })
    .all((_, index) => index < limit)
    .map((each) => each.epochMilliseconds);
  if (all.length > maxCount) throw new TooManyError();
  const remaining = Math.min(remainingCount(rule, all[0] === start), limit);
  return {
    localTimes: all.slice(0, remaining),
    skippedCount: 0,
    isUnfinished: all.length < remaining || rule.count === null,
  };
}

/** A start as many whole intervals later as lie before what is asked for. A day that some months lack stays where it is. */
function fastForward({ freq, interval }: ICAL.Recur, start: number, from: number): number {
  const begin = toUtcDateTime(start);
  const years = new Date(from).getUTCFullYear() - begin.year - 1;
  if (years < 1 || begin.day > 28 || freq === "DAILY" || freq === "WEEKLY") return start;
  const months = freq === "YEARLY" ? 12 * interval : interval;
  return begin.add({ months: Math.floor((years * 12) / months) * months }).epochMilliseconds;
}

const toUtcDateTime = (shown: number) => Temporal.Instant.fromEpochMilliseconds(shown).toZonedDateTimeISO("UTC");
