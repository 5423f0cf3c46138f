import { describe, expect, it } from "vitest";
import { formatDuration, formatRange, formatWindowInZones, toDateTimeLocal } from "./format";
import { parseLocalTime } from "./local-time";

// What `local-time` and `format` say with Temporal, against the clocks as Intl.DateTimeFormat shows them.
const zones = [
  ...["Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Africa/Lagos", "Africa/Tripoli"],
  ...["America/Anchorage", "America/Asuncion", "America/Bogota", "America/Caracas", "America/Chicago"],
  ...["America/Havana", "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Nuuk"],
  ...["America/Phoenix", "America/Santiago", "America/Sao_Paulo", "America/St_Johns", "Antarctica/Troll"],
  ...["Asia/Amman", "Asia/Beirut", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Pyongyang"],
  ...["Asia/Tehran", "Asia/Tokyo", "Atlantic/Azores", "Australia/Adelaide", "Australia/Lord_Howe", "Europe/Berlin"],
  ...["Europe/Dublin", "Europe/Istanbul", "Europe/London", "Europe/Moscow", "Pacific/Apia", "Pacific/Chatham", "UTC"],
];
const years = { from: 2010, to: 2029 };
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A clock face: local time as if it were UTC, in milliseconds, and the zone's short name. */
function clockOf(zone: string) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    calendar: "iso8601",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    timeZoneName: "short",
  });
  return (at: number) => {
    const parts = format.formatToParts(at);
    const read = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
    const [y, mo, d, h, mi, s] = ["year", "month", "day", "hour", "minute", "second"].map((type) => Number(read(type)));
    return { local: Date.UTC(y ?? 0, (mo ?? 0) - 1, d, h, mi, s), name: read("timeZoneName") };
  };
}

type Transition = { at: number; before: number; after: number };

function transitionsOf(clock: ReturnType<typeof clockOf>): Transition[] {
  const offsetAt = (at: number) => clock(at).local - at;
  const found: Transition[] = [];
  for (let at = Date.UTC(years.from, 0); at < Date.UTC(years.to, 0); at += day) {
    if (offsetAt(at) === offsetAt(at + day)) continue;
    let [still, changed] = [at, at + day];
    while (changed - still > minute) {
      const middle = still + Math.floor((changed - still) / minute / 2) * minute;
      if (offsetAt(middle) === offsetAt(still)) still = middle;
      else changed = middle;
    }
    found.push({ at: changed, before: offsetAt(still), after: offsetAt(changed) });
  }
  return found;
}

const typed = (local: number) => new Date(local).toISOString().slice(0, 16);
const instant = (at: number) => ({ ok: true, instant: new Date(at).toISOString().replace(".000Z", "Z") });
const offset = (ms: number) => {
  const minutes = Math.abs(ms) / minute;
  const two = (n: number) => String(n).padStart(2, "0");
  return `${ms < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const dayOf = (local: number) => {
  const date = new Date(local);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
};
const timeOf = (local: number) => new Date(local).toISOString().slice(11, 16);

function spanOf(clock: ReturnType<typeof clockOf>, from: number, to: number): string {
  const [start, end] = [clock(from), clock(to)];
  const steady = start.local - from === end.local - to;
  if (steady && dayOf(start.local) === dayOf(end.local))
    return `${dayOf(start.local)}, ${timeOf(start.local)} to ${timeOf(end.local)} ${end.name}`;
  const first = steady ? "" : ` ${start.name}`;
  return `${dayOf(start.local)}, ${timeOf(start.local)}${first} to ${dayOf(end.local)}, ${timeOf(end.local)} ${end.name}`;
}

let gaps = 0;
let overlaps = 0;

describe.each(zones)("%s", (zone) => {
  const clock = clockOf(zone);
  const transitions = transitionsOf(clock);

  it("refuses what its clocks skip, and takes what stands just before and after", () => {
    for (const { at, before, after } of transitions.filter((one) => one.after > one.before)) {
      gaps += 1;
      const [first, end] = [at + before, at + after];
      for (const local of [first, first + minute, (first + end) / 2, end - minute]) {
        const parsed = parseLocalTime(typed(local), zone);
        expect(parsed, typed(local)).toMatchObject({ ok: false, sentence: expect.stringContaining("does not exist") });
        expect(parsed, typed(local)).not.toHaveProperty("twice");
        for (const either of [before, after])
          expect(parseLocalTime(typed(local), zone, offset(either))).toMatchObject({ ok: false });
      }
      expect(parseLocalTime(typed(first - minute), zone)).toEqual(instant(at - minute));
      expect(parseLocalTime(typed(end), zone)).toEqual(instant(at));
    }
  });

  it("asks about what its clocks show twice, and each answer is its instant", () => {
    for (const { at, before, after } of transitions.filter((one) => one.after < one.before)) {
      overlaps += 1;
      const [first, end] = [at + after, at + before];
      for (const local of [first, first + minute, (first + end) / 2, end - minute]) {
        expect(parseLocalTime(typed(local), zone), typed(local)).toMatchObject({
          ok: false,
          sentence: expect.stringContaining("comes twice"),
          offsets: [offset(before), offset(after)],
        });
        expect(parseLocalTime(typed(local), zone, offset(before))).toEqual(instant(local - before));
        expect(parseLocalTime(typed(local), zone, offset(after))).toEqual(instant(local - after));
        expect(parseLocalTime(typed(local), zone, offset(before + 15 * minute))).toMatchObject({ ok: false });
      }
      expect(parseLocalTime(typed(first - minute), zone)).toEqual(instant(first - minute - before));
      expect(parseLocalTime(typed(end), zone)).toEqual(instant(end - after));
    }
  });

  it("shows what its clocks show, around every change of them and in quiet times", () => {
    const moments = [
      ...transitions.flatMap(({ at }) => [at - day, at - hour, at - minute, at, at + minute, at + hour, at + day]),
      ...[0, 1, 2, 3].map((n) => Date.UTC(2026, n * 3 + 1, 11, 6 * n + 3, 17)),
    ];
    for (const at of moments) {
      expect(toDateTimeLocal(new Date(at), zone)).toBe(typed(clock(at).local));
      for (const to of [at + 90 * minute, at + 23 * hour])
        expect(formatRange(new Date(at), new Date(to), zone).local).toBe(spanOf(clock, at, to));
    }
  });

  it("a window over a day on which its clocks change has the length that really passes, and says that they do", () => {
    for (const { at, before, after } of transitions) {
      const moved = after - before;
      const wall = (Math.abs(moved) > 12 * hour ? 3 : 1) * day;
      const local = at + before - 6 * hour;
      const [from, to] = [parseLocalTime(typed(local), zone), parseLocalTime(typed(local + wall), zone)];
      if (!from.ok || !to.ok) throw new Error(`${typed(local)} in ${zone} is no time`);
      const minutes = (wall - moved) / minute;
      const parts = [`${Math.floor(minutes / 60)} h`, minutes % 60 ? `${minutes % 60} min` : ""].filter(Boolean);
      expect(formatDuration(from.instant, to.instant)).toBe(parts.join(" "));
      expect(formatWindowInZones(from.instant, to.instant, [{ of: "yours", zone }])).toEqual([
        { of: ["yours"], text: spanOf(clock, Date.parse(from.instant), Date.parse(to.instant)), clocksChange: true },
      ]);
    }
  });
});

it("were forty, and their clocks were put forward and back hundreds of times", () => {
  expect(new Set(zones).size).toBe(40);
  expect(gaps).toBeGreaterThan(350);
  expect(overlaps).toBeGreaterThan(350);
});
