import { describe, expect, it } from "vitest";
import { withExpectedEnd } from "./expected-end";

const berlin = { windowStart: "2026-06-10T22:00", windowEnd: "", timezone: "Europe/Berlin" };

describe("the end of a window", () => {
  it("is its start and the expected minutes where it was left empty", () => {
    expect(withExpectedEnd(berlin, 150, "UTC")).toEqual({ ...berlin, windowEnd: "2026-06-11T00:30" });
  });

  it("is what was typed where something was", () => {
    const typed = { ...berlin, windowEnd: "2026-06-10T23:00" };
    expect(withExpectedEnd(typed, 150, "UTC")).toBe(typed);
  });

  it("passes as many minutes where the clocks change, and says which hour is meant", () => {
    const before = { windowStart: "2026-10-25T01:30", timezone: "Europe/Berlin" };
    expect(withExpectedEnd(before, 60, "UTC")).toMatchObject({
      windowEnd: "2026-10-25T02:30",
      windowEndOffset: "+02:00",
    });
    expect(withExpectedEnd(before, 120, "UTC")).toMatchObject({
      windowEnd: "2026-10-25T02:30",
      windowEndOffset: "+01:00",
    });
    expect(withExpectedEnd({ ...before, windowStart: "2026-03-29T01:30" }, 60, "UTC").windowEnd).toBe(
      "2026-03-29T03:30",
    );
  });

  it("is read in the site's zone where the form names none", () => {
    expect(withExpectedEnd({ windowStart: "2026-06-10T22:00" }, 30, "Asia/Tokyo").windowEnd).toBe("2026-06-10T22:30");
  });

  it.each([
    ["without expected minutes", berlin, null],
    ["without a start", { ...berlin, windowStart: "" }, 30],
    ["with a start that is none", { ...berlin, windowStart: "tomorrow" }, 30],
    ["with a start that the clocks skip", { ...berlin, windowStart: "2026-03-29T02:30" }, 30],
    ["with a zone that is none", { ...berlin, timezone: "Mars/Olympus" }, 30],
  ])("stays empty %s", (_, typed, minutes) => {
    expect(withExpectedEnd(typed, minutes, "UTC")).toBe(typed);
  });
});
