import type ICAL from "ical.js";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { partsOf } from "./rules";
import { type FileTime, instantOf, TooMany, timeIn, type Zones } from "./times";

/** The times at which a rule lets something begin, as its clocks show them, and how many lie before those asked for. */
type Repeats = { readonly shown: readonly number[]; readonly before: number; readonly goesOn: boolean };

/** What is asked for: times from one to another, as if the clocks showed UTC, and at most so many. */
type Asked = { readonly from: number; readonly to: number; readonly most: number };

const day = 24 * 3_600_000;
const week = 7 * day;
const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** The times of a rule from `from` on: however long ago it began, only what is asked for is made. */
export function repeatsOf(rule: ICAL.Recur, start: FileTime, zones: Zones, asked: Asked): Repeats {
  const until = lastOf(rule, start, zones);
  const isSimple = (rule.freq === "DAILY" || rule.freq === "WEEKLY") && !("BYMONTH" in partsOf(rule));
  const { shown, before, goesOn } = isSimple ? byDays(rule, start.shown, asked) : byLibrary(rule, start.shown, asked);
  const within = shown.filter(until);
  return { shown: within, before, goesOn: goesOn && within.length === shown.length && until(asked.to) };
}

/** Whether a time is not after UNTIL: a day of the zone, which counts, or an instant. */
function lastOf(rule: ICAL.Recur, start: FileTime, zones: Zones): (shown: number) => boolean {
  if (!rule.until) return () => true;
  const { named, floating } = zones;
  const last = timeIn(String(rule.until), undefined, { named, floating: start.clocks ?? floating });
  if (last.isDate) return (shown) => shown < last.shown + day;
  const instant = instantOf(last);
  return (shown) => instantOf({ ...start, shown }) <= instant;
}

/** Days and weeks by counting: the cycles before those asked for are skipped at once. */
function byDays(rule: ICAL.Recur, start: number, { from, to, most }: Asked): Repeats {
  const days = [...new Set(partsOf(rule).BYDAY ?? [])].map((name) => weekdays.indexOf(name));
  const isByDays = rule.freq === "DAILY" && days.length === 0;
  const cycle = isByDays ? rule.interval * day : rule.freq === "WEEKLY" ? rule.interval * week : week;
  const opens = isByDays ? start : startOfWeek(start, rule.wkst);
  const offsets = days.length === 0 ? [start - opens] : offsetsOf(days, opens);
  const left = leftOf(rule, offsets.includes(start - opens));
  const skipped = Math.max(0, Math.floor((from - opens) / cycle) - 1);
  const inFirst = offsets.filter((offset) => opens + offset >= start).length;
  const before = skipped === 0 ? 0 : Math.min(left, inFirst + (skipped - 1) * offsets.length);
  const shown: number[] = [];
  for (let opened = opens + skipped * cycle; before + shown.length < left; opened += cycle)
    for (const at of offsets.map((offset) => opened + offset)) {
      if (at < start || before + shown.length >= left) continue;
      if (at > to) return { shown, before, goesOn: true };
      if (shown.length > most) throw new TooMany();
      shown.push(at);
    }
  return { shown, before, goesOn: false };
}

/** How many times a rule has. Its start is one of them, whether or not the rule names it (RFC 5545 3.8.5.3). */
const leftOf = ({ count }: ICAL.Recur, startIsOne: boolean): number =>
  count === null ? Number.POSITIVE_INFINITY : count - (startIsOne ? 0 : 1);

// ical.js counts days from Sunday = 1; the first of January 1970 was a Thursday.
function startOfWeek(at: number, wkst: number): number {
  const first = (wkst + 5) % 7;
  return at - ((mondayOf(at) - first + 7) % 7) * day;
}
const mondayOf = (at: number) => (((Math.floor(at / day) + 3) % 7) + 7) % 7;

/** How long after a week opens each of its days comes. */
const offsetsOf = (days: readonly number[], opens: number): readonly number[] =>
  days.map((each) => ((each - mondayOf(opens) + 7) % 7) * day).sort((one, other) => one - other);

/** Months and years by the library; a rule that counts is followed from its beginning. */
function byLibrary(rule: ICAL.Recur, start: number, { from, to, most }: Asked): Repeats {
  const rruleString = `RRULE:${String(rule).replace(/;?(COUNT|UNTIL)=[^;]*/g, "")}`;
  const dtstart = zoned(rule.count === null ? brought(rule, start, from) : start);
  const limit = Math.min(rule.count ?? most + 1, most + 1);
  const all = new RRuleTemporal({ rruleString, dtstart, until: zoned(to), temporal: Temporal })
    .all((_, place) => place < limit)
    .map((each) => each.epochMilliseconds);
  if (all.length > most) throw new TooMany();
  const left = Math.min(leftOf(rule, all[0] === start), limit);
  return { shown: all.slice(0, left), before: 0, goesOn: all.length < left || rule.count === null };
}

/** A start as many whole intervals later as lie before what is asked for. A day that some months lack stays where it is. */
function brought({ freq, interval }: ICAL.Recur, start: number, from: number): number {
  const begin = zoned(start);
  const years = new Date(from).getUTCFullYear() - begin.year - 1;
  if (years < 1 || begin.day > 28 || freq === "DAILY" || freq === "WEEKLY") return start;
  const months = freq === "YEARLY" ? 12 * interval : interval;
  return begin.add({ months: Math.floor((years * 12) / months) * months }).epochMilliseconds;
}

const zoned = (shown: number) => Temporal.Instant.fromEpochMilliseconds(shown).toZonedDateTimeISO("UTC");
