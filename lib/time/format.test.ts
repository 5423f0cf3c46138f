import { expect, test } from "vitest";
import {
  formatAge,
  formatDateTime,
  formatDuration,
  formatInstant,
  formatRange,
  formatTimeOfDay,
  formatWindowInZones,
  toDateTimeLocal,
  toIso,
} from "./format";

const berlin = "Europe/Berlin";

test("an instant is told in the zone and in UTC", () => {
  expect(formatDateTime("2026-11-22T14:04:31.5Z", berlin)).toBe("22 Nov 2026, 15:04 CET (14:04 UTC)");
  expect(formatDateTime("2026-07-01T22:30:00Z", berlin)).toBe("2 Jul 2026, 00:30 CEST (1 Jul 2026, 22:30 UTC)");
  expect(formatDateTime("2026-11-22T14:04:00Z", "America/New_York")).toBe("22 Nov 2026, 09:04 GMT-5 (14:04 UTC)");
});

test("UTC is told once", () => {
  expect(formatInstant("2026-11-22T14:04:00Z", "UTC")).toEqual({ local: "22 Nov 2026, 14:04 UTC", utc: null });
});

test("Postgres text and dates are instants too", () => {
  expect(toIso("2026-11-22 14:04:31.123456+00")).toBe("2026-11-22T14:04:31.123456Z");
  expect(toIso(new Date("2026-11-22T14:04:31Z"))).toBe("2026-11-22T14:04:31Z");
});

test("a window names its day once, two days when it passes midnight, both offsets when the clock changes in it", () => {
  expect(formatRange("2026-11-22T21:00Z", "2026-11-22T22:30Z", berlin)).toEqual({
    local: "22 Nov 2026, 22:00 to 23:30 CET",
    utc: "22 Nov 2026, 21:00 to 22:30 UTC",
  });
  expect(formatRange("2026-11-22T22:00Z", "2026-11-23T01:00Z", berlin).local).toBe(
    "22 Nov 2026, 23:00 to 23 Nov 2026, 02:00 CET",
  );
  expect(formatRange("2026-10-25T00:30Z", "2026-10-25T02:00Z", berlin).local).toBe(
    "25 Oct 2026, 02:30 CEST to 25 Oct 2026, 03:00 CET",
  );
});

test.each([
  ["2026-11-22T14:00:59Z", "less than a minute"],
  ["2026-11-22T14:12:30Z", "12 min"],
  ["2026-11-22T17:05:00Z", "3 h 5 min"],
  ["2026-11-22T17:00:00Z", "3 h"],
  ["2026-11-23T03:30:00Z", "13 h"],
  ["2026-11-26T15:00:00Z", "4 days"],
  ["2026-11-22T13:20:00Z", "40 min"],
])("from 14:00 to %s is %s", (to, words) => {
  expect(formatAge("2026-11-22T14:00:00Z", to)).toBe(words);
});

test("a form's date-time is the local one, to the minute", () => {
  expect(toDateTimeLocal("2026-11-22T14:04:31Z", berlin)).toBe("2026-11-22T15:04");
});

test("a time of day alone has its zone", () => {
  expect(formatTimeOfDay("2026-11-23T03:00:00Z", berlin)).toBe("04:00 CET");
});

test.each([
  ["2026-11-22T21:00:00Z", "2026-11-22T22:30:00Z", "1 h 30 min"],
  ["2026-11-22T21:00:00Z", "2026-11-22T21:05:00Z", "5 min"],
  ["2026-11-22T21:00:00Z", "2026-11-23T20:30:00Z", "23 h 30 min"],
  ["2026-11-22T21:00:00Z", "2026-11-23T21:00:00Z", "24 h"],
  ["2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "25 h"],
])("a window from %s to %s lasts %s", (from, to, words) => expect(formatDuration(from, to)).toBe(words));

const zones = (site: string, reader: string) => [
  { of: "the site’s", zone: site },
  { of: "yours", zone: reader },
  { of: "UTC", zone: "UTC" },
];

test("a window is shown in the site's zone, the reader's and UTC, each once", () => {
  const window = ["2026-11-22T21:00:00Z", "2026-11-22T22:30:00Z"] as const;
  expect(formatWindowInZones(...window, zones(berlin, "Asia/Kathmandu"))).toEqual([
    { of: ["the site’s"], text: "22 Nov 2026, 22:00 to 23:30 CET", clocksChange: false },
    { of: ["yours"], text: "23 Nov 2026, 02:45 to 04:15 GMT+5:45", clocksChange: false },
    { of: ["UTC"], text: "22 Nov 2026, 21:00 to 22:30 UTC", clocksChange: false },
  ]);
  expect(formatWindowInZones(...window, zones("UTC", "UTC"))).toEqual([
    { of: ["the site’s", "yours", "UTC"], text: "22 Nov 2026, 21:00 to 22:30 UTC", clocksChange: false },
  ]);
  expect(formatWindowInZones(...window, zones(berlin, "Europe/Paris")).map(({ of }) => of)).toEqual([
    ["the site’s", "yours"],
    ["UTC"],
  ]);
});

test("a window on a night when the clocks change says so where they do", () => {
  const back = formatWindowInZones("2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z", zones(berlin, "Asia/Tokyo"));
  expect(back.map(({ text, clocksChange }) => [text, clocksChange])).toEqual([
    ["25 Oct 2026, 02:30 CEST to 25 Oct 2026, 04:00 CET", true],
    ["25 Oct 2026, 09:30 to 12:00 GMT+9", false],
    ["25 Oct 2026, 00:30 to 03:00 UTC", false],
  ]);
  const [forward] = formatWindowInZones("2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z", zones(berlin, berlin));
  expect(forward).toMatchObject({ text: "28 Mar 2027, 01:30 CET to 28 Mar 2027, 03:30 CEST", clocksChange: true });
});
