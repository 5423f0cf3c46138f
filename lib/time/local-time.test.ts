import { describe, expect, it } from "vitest";
import { isTimeZone, parseLocalTime, timeZoneNames, timeZoneOr } from "./local-time";

describe("a local time", () => {
  it("is the instant that the zone's clocks showed it at", () => {
    expect(parseLocalTime("2026-11-22T15:04", "Europe/Berlin")).toEqual({ ok: true, instant: "2026-11-22T14:04:00Z" });
    expect(parseLocalTime("2026-11-22T15:04", "UTC")).toEqual({ ok: true, instant: "2026-11-22T15:04:00Z" });
    expect(parseLocalTime("2026-11-22T15:04", "Asia/Kathmandu")).toEqual({ ok: true, instant: "2026-11-22T09:19:00Z" });
  });

  it("that the clocks skip is refused, with the one to choose instead", () => {
    const skipped = parseLocalTime("2026-03-29T02:30", "Europe/Berlin");
    expect(skipped).toMatchObject({ ok: false, sentence: expect.stringContaining("02:30 does not exist") });
    expect(skipped).toMatchObject({ sentence: expect.stringContaining("Choose 03:30") });
  });

  it("that comes twice is asked about, and the offset answers", () => {
    expect(parseLocalTime("2026-10-25T02:30", "Europe/Berlin")).toMatchObject({
      ok: false,
      offsets: ["+02:00", "+01:00"],
    });
    expect(parseLocalTime("2026-10-25T02:30", "Europe/Berlin", "+02:00")).toEqual({
      ok: true,
      instant: "2026-10-25T00:30:00Z",
    });
    expect(parseLocalTime("2026-10-25T02:30", "Europe/Berlin", "+01:00")).toEqual({
      ok: true,
      instant: "2026-10-25T01:30:00Z",
    });
    expect(parseLocalTime("2026-10-25T02:30", "Europe/Berlin", "+05:00")).toMatchObject({ ok: false });
  });
});

it("knows a zone by its name", () => {
  expect(["Europe/Berlin", "UTC"].map(isTimeZone)).toEqual([true, true]);
  for (const no of ["Mars/Olympus", "", "'; drop table", "+02:00", "-0500", "XYZ3"])
    expect(isTimeZone(no), no).toBe(false);
});

it("takes another zone for one that it does not know", () => {
  expect(["Asia/Tokyo", "XYZ3", "", null].map((zone) => timeZoneOr(zone, "UTC"))).toEqual([
    "Asia/Tokyo",
    "UTC",
    "UTC",
    "UTC",
  ]);
});

it("names the zones that it knows", () => {
  expect(timeZoneNames()[0]).toBe("UTC");
  expect(timeZoneNames()).toContain("Europe/Berlin");
  expect(timeZoneNames().filter((zone) => !isTimeZone(zone))).toEqual([]);
  expect(new Set(timeZoneNames()).size).toBe(timeZoneNames().length);
});
