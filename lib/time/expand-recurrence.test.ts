import { describe, expect, it } from "vitest";
import { describeRecurrence } from "./describe-recurrence";
import { expandRecurrence, type RecurrenceResult } from "./expand-recurrence";
import { parseLocalTime } from "./local-time";

const at = (local: string, zone: string) => {
  const time = parseLocalTime(local, zone);
  if (!time.ok) throw new Error(time.sentence);
  return time.instant;
};
const from = (rule: string, starts: string, ends: string, zone = "UTC"): RecurrenceResult =>
  expandRecurrence(rule, { starts: at(starts, zone), ends: at(ends, zone), zone });
const spans = (...args: Parameters<typeof from>) => {
  const times = from(...args);
  if (!times.ok) throw new Error(times.sentence);
  return times.spans;
};
const sentence = (rule: string, starts = "2026-11-27T02:30", ends = "2026-11-27T04:00") => {
  const times = from(rule, starts, ends);
  return times.ok ? "taken" : times.sentence;
};

/** What the clocks of `zone` show, from the machine's own tables and not from Temporal. */
const shown = (instant: string, zone: string) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(
    new Date(instant),
  );
const hours = ([starts, ends]: readonly [string, string]) => (Date.parse(ends) - Date.parse(starts)) / 3_600_000;

describe("a rule becomes its times", () => {
  it.each([
    ["Europe/Berlin", "2026-03-20", "2026-03-29"],
    ["Europe/Berlin", "2026-10-20", "2026-10-25"],
    ["America/New_York", "2026-03-01", "2026-03-08"],
    ["America/New_York", "2026-10-28", "2026-11-01"],
    ["Australia/Lord_Howe", "2026-03-30", "2026-04-05"],
    ["America/Havana", "2026-03-01", "2026-03-08"],
    ["Asia/Kathmandu", "2026-03-01", "2026-03-08"],
  ])("by the clocks of %s over their change: from %s over %s", (zone, first, change) => {
    const times = spans("FREQ=DAILY;COUNT=14", `${first}T20:15`, `${first}T23:45`, zone);
    expect(times).toHaveLength(14);
    expect(times.map(([starts]) => shown(starts, zone).slice(0, 10))).toContain(change);
    for (const [index, [starts, ends]] of times.entries()) {
      const day = new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10);
      expect([shown(starts, zone), shown(ends, zone)]).toEqual([`${day} 20:15`, `${day} 23:45`]);
    }
  });

  it("over a night in which the clocks change: the same clock times, an hour shorter or longer", () => {
    const spring = spans("FREQ=WEEKLY;COUNT=3", "2026-03-21T22:00", "2026-03-22T06:00", "Europe/Berlin");
    expect(spring.map(hours)).toEqual([8, 7, 8]);
    const autumn = spans("FREQ=WEEKLY;COUNT=3", "2026-10-17T22:00", "2026-10-18T06:00", "Europe/Berlin");
    expect(autumn.map(hours)).toEqual([8, 9, 8]);
    for (const [starts, ends] of [...spring, ...autumn])
      expect([shown(starts, "Europe/Berlin").slice(11), shown(ends, "Europe/Berlin").slice(11)]).toEqual([
        "22:00",
        "06:00",
      ]);
  });

  it("where the clocks skip its start, it is read by the offset before, and no day is left out", () => {
    const times = spans("FREQ=DAILY;COUNT=3", "2026-03-28T02:30", "2026-03-28T05:00", "Europe/Berlin");
    expect(times.map(([starts]) => shown(starts, "Europe/Berlin"))).toEqual([
      "2026-03-28 02:30",
      "2026-03-29 03:30",
      "2026-03-30 02:30",
    ]);
    const swallowed = spans("FREQ=DAILY;COUNT=3", "2026-03-28T02:30", "2026-03-28T03:15", "Europe/Berlin");
    expect(swallowed[1]).toEqual(["2026-03-29T00:30:00Z", "2026-03-29T01:15:00Z"]);
  });

  it("where the clocks show its start twice, the first is meant", () => {
    const times = spans("FREQ=DAILY;COUNT=2", "2026-10-24T02:30", "2026-10-24T05:00", "Europe/Berlin");
    expect(times[1]).toEqual(["2026-10-25T00:30:00Z", "2026-10-25T04:00:00Z"]);
  });

  it("but the first time stays as it was given", () => {
    const first = { starts: "2026-10-25T01:30:00Z", ends: "2026-10-25T04:00:00Z", zone: "Europe/Berlin" };
    expect(expandRecurrence("FREQ=WEEKLY;COUNT=2", first)).toMatchObject({
      ok: true,
      spans: [[first.starts, first.ends], expect.anything()],
    });
  });

  it("until a day of the zone, which counts, or until an instant", () => {
    const until = (end: string) =>
      spans(`FREQ=DAILY;UNTIL=${end}`, "2026-11-27T23:30", "2026-11-27T23:45", "America/New_York").length;
    expect(until("20261130")).toBe(4);
    expect(until("20261201T043000Z")).toBe(4);
    expect(until("20261201T042959Z")).toBe(3);
  });

  it.each([
    ["FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4", ["11-30", "12-31", "01-31", "02-28"], "2026-11-30"],
    ["FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", ["11-27", "12-25", "01-29"], "2026-11-27"],
    ["FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", ["10-31", "12-31", "01-31"], "2026-10-31"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=3", ["11-27", "12-07", "12-11"], "2026-11-27"],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=1", ["02-29"], "2028-02-29"],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["11-30", "12-31"], "2026-11-30"],
  ])("%s", (rule, days, day) => {
    expect(spans(rule, `${day}T01:00`, `${day}T02:00`).map(([starts]) => starts.slice(5, 10))).toEqual(days);
  });

  it("is kept in one spelling", () => {
    expect(from(" rrule: freq=Weekly; byday=fr ;count=2;", "2026-11-27T01:00", "2026-11-27T02:00")).toMatchObject({
      ok: true,
      rule: "FREQ=WEEKLY;BYDAY=FR;COUNT=2",
    });
  });
});

describe("what is not taken says what to do", () => {
  it.each([
    ["", "FREQ="],
    ["every Friday", "FREQ="],
    ["FREQ=HOURLY;COUNT=3", "“FREQ=HOURLY” is not a supported part"],
    ["FREQ=DAILY;BYHOUR=1,2;COUNT=3", "“BYHOUR=1,2” is not a supported part"],
    ["FREQ=DAILY;DTSTART=20260101;COUNT=3", "is not a supported part"],
    ["FREQ=DAILY;COUNT=3\nEXDATE:20261127T000000Z", "is not a supported part"],
    ["FREQ=DAILY;COUNT=3;__proto__=1", "is not a supported part"],
    ["FREQ=DAILY;constructor=1;COUNT=3", "is not a supported part"],
    ["FREQ=DAILY;COUNT=0", "“COUNT=0”"],
    ["FREQ=DAILY;COUNT=-3", "“COUNT=-3”"],
    ["FREQ=DAILY;COUNT=1e3", "“COUNT=1E3”"],
    ["FREQ=DAILY;INTERVAL=0;COUNT=3", "“INTERVAL=0”"],
    ["FREQ=DAILY;BYMONTHDAY=32;COUNT=3", "“BYMONTHDAY=32”"],
    ["FREQ=DAILY;BYMONTH=-1;COUNT=3", "“BYMONTH=-1”"],
    ["FREQ=DAILY;UNTIL=20270230", "“UNTIL=20270230”"],
    ["FREQ=DAILY;UNTIL=20270201T000000", "“UNTIL=20270201T000000”"],
    ["FREQ=DAILY;COUNT=3;COUNT=4", "twice"],
    ["FREQ=DAILY", "COUNT=12 or UNTIL=20271231"],
    ["FREQ=DAILY;COUNT=3;UNTIL=20270101", "add COUNT"],
    ["FREQ=DAILY;COUNT=401", "at most 400 times"],
    ["FREQ=DAILY;UNTIL=20991231", "at most 400 times"],
    ["FREQ=WEEKLY;COUNT=9999", "within 5 years"],
    ["FREQ=YEARLY;COUNT=20", "within 5 years"],
    ["FREQ=YEARLY;UNTIL=20991231", "within 5 years"],
    ["FREQ=YEARLY;INTERVAL=10;UNTIL=20991231", "within 5 years"],
    ["FREQ=DAILY;UNTIL=20261126", "never begin"],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2", "never begin"],
    ["FREQ=DAILY;BYDAY=1FR;COUNT=2", "do not go together"],
    ["FREQ=WEEKLY;BYDAY=MO;COUNT=2", "the first time starts 30 Nov 2026, 02:30 UTC"],
    [`FREQ=DAILY;COUNT=3;BYMONTHDAY=${"1,".repeat(5000)}1`, "at most 200 characters"],
    ["x".repeat(10_000), "at most 200 characters"],
    [" ".repeat(10_000), "FREQ="],
  ])("%s", (rule, words) => expect(sentence(rule)).toContain(words));

  it("times that overlap", () => {
    expect(sentence("FREQ=DAILY;COUNT=3", "2026-11-27T02:30", "2026-11-28T03:00")).toContain(
      "overlaps the previous time",
    );
    expect(sentence("FREQ=DAILY;COUNT=3", "2026-11-27T02:30", "2026-11-28T02:30")).toBe("taken");
  });

  it("400 times are taken", () => {
    expect(spans("FREQ=DAILY;COUNT=400", "2026-11-27T02:30", "2026-11-27T04:00", "Europe/Berlin")).toHaveLength(400);
  });
});

it("a rule is told in words, by the day on which it starts in its zone", () => {
  const words = (rule: string) => describeRecurrence(rule, "2026-11-26T22:00:00Z", "Asia/Tokyo"); // there a Friday
  expect(words("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=3")).toBe("Every 2 weeks on Monday and Friday");
  expect(words("FREQ=WEEKLY;COUNT=3")).toBe("Every week on Friday");
  expect(words("FREQ=DAILY;UNTIL=20271231")).toBe("Every day");
  expect(words("garbage")).toBe("By a rule that cannot be shown");
});

it.each([
  ["FREQ=MONTHLY;COUNT=3", "2026-10-31", "Every month on the 31st day of the month; only months with a 31st are meant"],
  [
    "FREQ=MONTHLY;INTERVAL=2",
    "2026-10-30",
    "Every 2 months on the 30th day of the month; only months with a 30th are meant",
  ],
  ["FREQ=MONTHLY", "2026-10-29", "Every month on the 29th day of the month; only months with a 29th are meant"],
  ["FREQ=MONTHLY", "2026-10-28", "Every month on the 28th day of the month"],
  [
    "FREQ=MONTHLY;BYMONTHDAY=1,30,31",
    "2026-10-31",
    "1st, 30th and 31st day of the month; only months with a 30th or 31st are meant",
  ],
  ["FREQ=MONTHLY;BYMONTHDAY=15,-1", "2026-10-31", "Every month on the 15th and last day of the month"],
  ["FREQ=MONTHLY;BYMONTHDAY=-2", "2026-10-30", "Every month on the 2nd to last day of the month"],
  [
    "FREQ=MONTHLY;BYMONTHDAY=-31",
    "2026-10-01",
    "31st to last day of the month; only months of 31 days or more are meant",
  ],
  ["FREQ=DAILY;BYMONTHDAY=31", "2026-10-31", "only months with a 31st are meant"],
  ["FREQ=YEARLY", "2026-12-31", "Every year in December on the 31st day of the month"],
  ["FREQ=YEARLY", "2028-02-29", "Every year in February on the 29th day of the month; only leap years are meant"],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29", "only leap years are meant"],
  ["FREQ=YEARLY;BYMONTH=1,4;BYMONTHDAY=31", "2026-01-31", "only months with a 31st are meant"],
  ["FREQ=YEARLY;BYYEARDAY=366", "2028-12-31", "only leap years are meant"],
  ["FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "2026-12-28", "only years with a week 53 are meant"],
  ["FREQ=MONTHLY;BYDAY=5FR", "2026-10-30", "only months with a 5th Friday are meant"],
  ["FREQ=MONTHLY;BYDAY=FR;BYSETPOS=5", "2026-10-30", "only months with so many are meant"],
  ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-10-30", "on the last instance"],
  ["FREQ=WEEKLY;BYDAY=FR", "2026-10-30", "Every week on Friday"],
])("%s from %s says which times are meant", (rule, day, words) => {
  const description = describeRecurrence(rule, `${day}T10:00:00Z`, "UTC");
  expect(description).toContain(words);
  expect(description.includes("meant")).toBe(words.includes("meant"));
});
