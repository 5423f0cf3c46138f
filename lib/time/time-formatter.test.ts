import { expect, it } from "vitest";
import { formatInstant } from "./format";
import { timeFormatterFor } from "./time-formatter";

it("tells what `tellInstant` tells, without the zone", () => {
  for (const zone of ["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Chatham"])
    for (const at of ["2026-01-31T23:59:59.999999Z", "2026-09-05T00:00:00.000000Z", "2026-12-09T12:34:56Z"])
      expect(formatInstant(at, zone).local).toContain(`${timeFormatterFor(zone)(at)} `);
});

it("tells the same all through a year in which the clocks change", () => {
  for (const zone of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]) {
    const formatTime = timeFormatterFor(zone);
    for (let hours = 0; hours < 366 * 24; hours += 5) {
      const at = new Date(Date.UTC(2026, 0, 1, hours, 30)).toISOString();
      expect(formatInstant(at, zone).local.startsWith(formatTime(at))).toBe(true);
    }
  }
});

it("names the zone in the hour that the clocks show twice", () => {
  const formatTime = timeFormatterFor("Europe/Berlin");
  expect(formatTime("2026-10-25T00:30:00Z")).toBe("25 Oct 2026, 02:30 CEST");
  expect(formatTime("2026-10-25T01:30:00Z")).toBe("25 Oct 2026, 02:30 CET");
  expect(formatTime("2026-10-25T02:30:00Z")).toBe("25 Oct 2026, 03:30");
});

it("is fast enough for the whole population of a month", () => {
  const formatTime = timeFormatterFor("Europe/Berlin");
  const began = performance.now();
  for (let minute = 0; minute < 15_000; minute++) formatTime(new Date(1.7e12 + minute * 61_000).toISOString());
  expect(performance.now() - began).toBeLessThan(1000);
});
