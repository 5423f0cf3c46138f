import { expect, it } from "vitest";
import { segmentsOf } from "./day-grid";
import { periodOf } from "./period";
import { segmentHours } from "./segment-hours";

const zone = "Europe/Berlin";
const now = "2026-06-10T14:52:00Z";

function hoursOf(starts: string, ends: string, isRunning = false) {
  const period = periodOf("tonight", "", { zone, weekStart: "monday", now });
  return segmentsOf([{ starts, ends }], period, zone)
    .flat()
    .map((segment) => segmentHours(segment, { zone, isRunning }));
}

it("says the hours of a window on its day", () => {
  expect(hoursOf("2026-06-10T18:00:00Z", "2026-06-10T21:30:00Z")).toEqual(["20:00 to 23:30"]);
  expect(hoursOf("2026-06-10T18:00:00Z", "2026-06-10T22:00:00Z")).toEqual(["20:00 to 24:00"]);
});

it("names the other day where it begins or ends there", () => {
  expect(hoursOf("2026-06-10T20:00:00Z", "2026-06-11T00:00:00Z")).toEqual([
    "22:00 to 02:00 on Thu 11 Jun",
    "22:00 on Wed 10 Jun to 02:00",
  ]);
});

it("gives what still runs no end", () => {
  expect(hoursOf("2026-06-09T20:14:00Z", now, true)).toEqual(["since 22:14 on Tue 9 Jun, still running"]);
  expect(hoursOf("2026-06-10T12:00:00Z", now, true)).toEqual(["since 14:00, still running"]);
});
