import { describe, expect, it } from "vitest";
import { type RotationInput, rotationShifts } from "./rotation";

const typed: RotationInput = {
  people: ["1", "2", ""],
  first: "2026-10-19T09:00",
  zone: "Europe/Berlin",
  days: "7",
  turns: "3",
  tier: "primary",
};
const errorsOf = (changed: Partial<RotationInput>) => {
  const result = rotationShifts({ ...typed, ...changed });
  return result.ok ? {} : result.errors;
};

describe("a rotation", () => {
  it("hands over at the same time by the clocks, when they change too", () => {
    expect(rotationShifts(typed)).toEqual({
      ok: true,
      shifts: [
        [1, "2026-10-19T07:00:00Z", "2026-10-26T08:00:00Z", "primary"],
        [2, "2026-10-26T08:00:00Z", "2026-11-02T08:00:00Z", "primary"],
        [1, "2026-11-02T08:00:00Z", "2026-11-09T08:00:00Z", "primary"],
      ],
    });
  });

  it("reads a later handover that the clocks skip or show twice as RFC 5545 does, and asks about the first", () => {
    const skipped = rotationShifts({ ...typed, first: "2026-03-22T02:30", turns: "2" });
    expect(skipped.ok && skipped.shifts[1]?.[1]).toBe("2026-03-29T01:30:00Z");
    const twice = rotationShifts({ ...typed, first: "2026-10-18T02:30", turns: "2" });
    expect(twice.ok && twice.shifts[1]?.[1]).toBe("2026-10-25T00:30:00Z");
    expect(errorsOf({ first: "2026-10-25T02:30" }).first).toContain("comes twice");
    expect(errorsOf({ first: "2026-10-25T02:30", offset: "+01:00" })).toEqual({});
    expect(errorsOf({ first: "2026-03-29T02:30" }).first).toContain("does not exist");
  });

  it.each<[Partial<RotationInput>, string]>([
    [{ people: [""] }, "people"],
    [{ people: ["x"] }, "people"],
    [{ first: "" }, "first"],
    [{ first: "2026-02-30T09:00" }, "first"],
    [{ zone: "Mars" }, "zone"],
    [{ days: "0" }, "days"],
    [{ days: "1.5" }, "days"],
    [{ turns: "1001" }, "turns"],
    [{ turns: "" }, "turns"],
    [{ days: "91", turns: "100" }, "turns"],
    [{ tier: "third" }, "tier"],
  ])("says what is wrong with %j", (changed, field) => expect(Object.keys(errorsOf(changed))).toEqual([field]));
});
