import { describe, expect, it } from "vitest";
import { assignColumns, assignLanes, dayLength, segmentsOf } from "./day-grid";
import { dayLabels, formatMinuteOfDay } from "./day-labels";
import { findFreeSlots } from "./free-slots";
import { isCalendarDate, isCalendarTime, periodOf } from "./period";

const options = { zone: "UTC", weekStart: "monday", now: "2026-06-10T21:00:00Z" } as const;
const inBerlin = { ...options, zone: "Europe/Berlin" } as const;

describe("a period", () => {
  it.each([
    ["2026-11-22", "monday", "2026-10-26", 42, "November 2026"],
    ["2026-02-10", "monday", "2026-01-26", 35, "February 2026"],
    ["2027-02-28", "monday", "2027-02-01", 28, "February 2027"],
    ["2026-08-01", "sunday", "2026-07-26", 42, "August 2026"],
    ["2026-08-01", "saturday", "2026-08-01", 35, "August 2026"],
  ] as const)(
    "of the month of %s, weeks from %s, begins %s and has %i days",
    (date, weekStart, first, count, title) => {
      const period = periodOf("month", date, { ...inBerlin, weekStart });
      expect([period.days[0], period.days.length, period.title]).toEqual([first, count, title]);
      expect(period.days.filter((day) => day.startsWith(date.slice(0, 7)))).toHaveLength(
        new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate(),
      );
    },
  );

  it("goes on to the next and back, also from the end of a month", () => {
    const january = periodOf("month", "2026-01-31", options);
    expect([january.previous, january.next]).toEqual(["2025-12-01", "2026-02-01"]);
    const week = periodOf("week", "2026-01-01", options);
    expect([week.previous, week.next, week.title]).toEqual(["2025-12-25", "2026-01-08", "29 Dec 2025 to 4 Jan 2026"]);
  });

  it("is as long as its days are, when the clocks change", () => {
    const week = periodOf("week", "2026-10-25", inBerlin);
    expect((Date.parse(week.to) - Date.parse(week.from)) / 3_600_000).toBe(169);
  });

  it("of tonight is today and the night after it, whatever the date", () => {
    const tonight = periodOf("tonight", "2020-01-01", inBerlin);
    expect([tonight.days, tonight.from, tonight.to]).toEqual([
      ["2026-06-10", "2026-06-11"],
      "2026-06-09T22:00:00.000Z",
      "2026-06-11T06:00:00.000Z",
    ]);
    expect(periodOf("tonight", "2020-01-01", { ...inBerlin, now: "2026-06-10T22:01:00Z" }).days[0]).toBe("2026-06-11");
  });

  it.each([
    [1, "2026-01-01", 1],
    [3, "2026-01-01", 3],
    [7, "2025-12-29", 7],
    [14, "2026-01-01", 14],
  ])("of %i days of systems begins on %s", (dayCount, first, count) => {
    const { days } = periodOf("systems", "2026-01-01", { ...options, dayCount });
    expect([days[0], days.length]).toEqual([first, count]);
  });

  it("takes local times and nothing else", () => {
    expect(
      ["2026-11-22T22:15", "2026-11-22T24:00", "2026-02-30T10:00", "2026-11-22", "noon"].map(isCalendarTime),
    ).toEqual([true, false, false, false, false]);
  });

  it("takes dates and nothing else", () => {
    expect(
      ["2026-11-22", "2026-02-30", "22.11.2026", "2026-11-22T10:00", "0001-01-01", "9999-12-31"].map(isCalendarDate),
    ).toEqual([true, false, false, false, false, false]);
  });
});

describe("a window in the calendar", () => {
  const week = periodOf("week", "2026-10-25", inBerlin);
  const on = (starts: string, ends: string) => segmentsOf([{ starts, ends }], week, "Europe/Berlin");
  const shown = (days: ReturnType<typeof on>) =>
    days.flatMap((day, index) =>
      day.map(({ fromMinute, toMinute, startsBefore, endsAfter }) => [
        week.days[index],
        startsBefore ? "…" : formatMinuteOfDay(fromMinute),
        endsAfter ? "…" : formatMinuteOfDay(toMinute),
      ]),
    );

  it("is cut at midnight of the zone", () => {
    expect(shown(on("2026-10-20T20:00:00Z", "2026-10-21T01:30:00Z"))).toEqual([
      ["2026-10-20", "22:00", "…"],
      ["2026-10-21", "…", "03:30"],
    ]);
  });
  it("does not touch the day at whose beginning it ends", () => {
    expect(shown(on("2026-10-20T20:00:00Z", "2026-10-20T22:00:00Z"))).toEqual([["2026-10-20", "22:00", "24:00"]]);
  });
  it("stands where the clock of a 25-hour day shows it", () => {
    expect(shown(on("2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z"))).toEqual([["2026-10-25", "02:30", "04:00"]]);
  });
  it.each([
    ["2027-10-31T00:45:00Z", "2027-10-31T01:15:00Z", "02:45 CEST (+02:00)", "02:15 CET (+01:00)", 30],
    ["2027-10-31T00:15:00Z", "2027-10-31T01:45:00Z", "02:15 CEST (+02:00)", "02:45 CET (+01:00)", 90],
    ["2027-10-31T01:15:00Z", "2027-10-31T01:45:00Z", "02:15 CET (+01:00)", "02:45 CET (+01:00)", 30],
    ["2027-10-30T23:30:00Z", "2027-10-31T01:30:00Z", "01:30 CEST (+02:00)", "02:30 CET (+01:00)", 120],
    ["2027-10-31T02:30:00Z", "2027-10-31T03:00:00Z", "03:30", "04:00", 30],
    ["2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z", "01:30 CET (+01:00)", "03:30 CEST (+02:00)", 60],
    ["2027-10-30T20:45:00Z", "2027-10-30T21:15:00Z", "22:45", "23:15", 30],
  ])(
    "from %s to %s is drawn as long as it lasts, and says which times are meant",
    (starts, ends, from, to, minutes) => {
      const days = periodOf("week", starts.slice(0, 10), inBerlin);
      const [segment, ...others] = segmentsOf([{ starts, ends }], days, "Europe/Berlin").flat();
      expect([others, segment?.fromClock, segment?.toClock]).toEqual([[], from, to]);
      expect((segment?.drawnToMinute ?? 0) - (segment?.drawnFromMinute ?? 0)).toBe(minutes);
    },
  );

  it("has as many hours in its day as pass, and each says what the clock shows then", () => {
    const day = (date: string) => dayLength(periodOf("agenda", date, { ...inBerlin, dayCount: 1 }), 0, "Europe/Berlin");
    expect(day("2027-10-30")).toEqual({ minutes: 1440, hours: [] });
    expect(day("2027-10-31").minutes).toBe(1500);
    expect(day("2027-10-31").hours.slice(1, 5)).toEqual(["01:00 CEST", "02:00 CEST", "02:00 CET", "03:00 CET"]);
    expect(day("2027-03-28").minutes).toBe(1380);
    expect(day("2027-03-28").hours.slice(1, 3)).toEqual(["01:00 CET", "03:00 CEST"]);
  });

  it("is left out when it lies elsewhere, and shown as far as it reaches in", () => {
    expect(shown(on("2026-10-01T00:00:00Z", "2026-10-18T22:00:00Z"))).toEqual([]);
    expect(shown(on("2026-10-18T00:00:00Z", "2026-11-01T00:00:00Z"))).toHaveLength(7);
  });

  it("keeps its lane over midnight", () => {
    const items = [
      { name: "a", starts: "2026-10-20T08:00:00Z", ends: "2026-10-20T09:00:00Z" },
      { name: "b", starts: "2026-10-20T20:00:00Z", ends: "2026-10-21T02:00:00Z" },
      { name: "c", starts: "2026-10-21T01:00:00Z", ends: "2026-10-21T05:00:00Z" },
    ];
    const lanes = assignLanes(segmentsOf(items, week, "Europe/Berlin"));
    expect(lanes.slice(1, 3).map((day) => day.map((segment) => segment?.item.name ?? null))).toEqual([
      ["a", "b"],
      ["c", "b"],
    ]);
  });

  it("stands beside what overlaps it, in so many columns, and the rest is told apart", () => {
    const at = (fromMinute: number, toMinute: number) => ({
      item: fromMinute,
      fromMinute,
      toMinute,
      before: false,
      after: false,
    });
    const { placed, beside } = assignColumns(
      [at(60, 120), at(70, 90), at(80, 100), at(120, 180), at(1439, 1440)],
      2,
      45,
    );
    expect(placed.map(({ segment, column }) => [segment.item, column])).toEqual([
      [60, 0],
      [70, 1],
      [120, 0],
      [1439, 0],
    ]);
    expect(beside.map(({ item }) => item)).toEqual([80]);
    expect(placed.at(-1)).toMatchObject({ until: 1440 });
  });
});

describe("free slots", () => {
  const at = (clock: string) => Date.parse(`2026-11-24T${clock}:00Z`);
  const find = (busy: [string, string][], minutes: number, from = "10:07", until = "18:00") =>
    findFreeSlots(
      busy.map(([opens, shuts]) => [at(opens), at(shuts)] as const),
      { minutes, from: at(from), until: at(until), count: 3 },
    ).map(([opens, shuts]) =>
      [new Date(opens).toISOString().slice(11, 16), new Date(shuts).toISOString().slice(11, 16)].join(),
    );

  it("start on a quarter and lie between what is taken", () => {
    expect(find([["11:00", "12:10"]], 45)).toEqual(["10:15,11:00", "12:15,13:00", "13:00,13:45"]);
  });
  it("skip a gap that is too short", () => {
    expect(
      find(
        [
          ["10:00", "12:00"],
          ["12:30", "13:00"],
          ["11:30", "14:00"],
        ],
        60,
      ),
    ).toEqual(["14:00,15:00", "15:00,16:00", "16:00,17:00"]);
  });
  it("are fewer when the time runs out, or none", () => {
    expect(find([], 300)).toEqual(["10:15,15:15"]);
    expect(find([["10:00", "18:00"]], 15)).toEqual([]);
  });
});

it("dates are told in words", () => {
  expect(dayLabels("2026-11-22")).toEqual({
    weekday: "Sunday",
    day: 22,
    month: "2026-11",
    short: "Sun 22 Nov",
    long: "Sunday, 22 Nov 2026",
  });
});
