import { expect, it } from "vitest";
import { tonightOf, weekOf } from "./quick-filters";

it("tonight lasts from the start of the day until the next morning, by the clocks of the zone", () => {
  expect(tonightOf("2026-06-10T21:00:00Z", "UTC")).toEqual({
    from: "2026-06-10T00:00:00Z",
    to: "2026-06-11T08:00:00Z",
  });
  // Summer time ends in the night from the 24th to the 25th.
  expect(tonightOf("2026-10-24T20:00:00Z", "Europe/Berlin")).toEqual({
    from: "2026-10-23T22:00:00Z",
    to: "2026-10-25T07:00:00Z",
  });
});

it("a week begins on the day of the site", () => {
  expect(weekOf("2026-06-14T23:59:00Z", "UTC", "monday")).toEqual({
    from: "2026-06-08T00:00:00Z",
    to: "2026-06-15T00:00:00Z",
  });
  expect(weekOf("2026-06-08T00:00:00Z", "UTC", "monday").from).toBe("2026-06-08T00:00:00Z");
  expect(weekOf("2026-06-08T00:00:00Z", "UTC", "sunday").from).toBe("2026-06-07T00:00:00Z");
  expect(weekOf("2026-06-08T00:00:00Z", "UTC", "saturday").from).toBe("2026-06-06T00:00:00Z");
});
