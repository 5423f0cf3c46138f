import { expect, it } from "vitest";
import { periodBefore } from "./period-before";
import type { PeriodFigures } from "./period-figures";
import { summaryFigures } from "./summary";

const now: PeriodFigures = {
  opened: 1200,
  emergencies: { part: 120, whole: 1200 },
  failed: { part: 10, whole: 1000 },
  documentedInTime: { part: 0, whole: 0 },
  leadTime: { seconds: 7200, whole: 900 },
};
const before: PeriodFigures = {
  opened: 1000,
  emergencies: { part: 125, whole: 1000 },
  failed: { part: 10, whole: 1000 },
  documentedInTime: { part: 3, whole: 4 },
  leadTime: { seconds: 10_800, whole: 800 },
};

it("sets the figures beside those of the period before, with the difference", () => {
  const rows = summaryFigures(now, before).map(({ key, value, before, difference }) => [
    key,
    value,
    before,
    difference,
  ]);
  expect(rows).toEqual([
    ["opened", "1,200", "1,000", "+200"],
    ["carried_out", "1,000", "1,000", "no change"],
    ["succeeded", "99.0%", "99.0% (990 of 1,000)", "no change"],
    ["emergencies", "10.0%", "12.5% (125 of 1,000)", "−2.5 points"],
    ["documented_in_time", "–", "75.0% (3 of 4)", "–"],
    ["lead_time", "2 h", "3 h (of 800)", "1 h shorter"],
  ]);
});

it("compares with nothing where there is no period before", () => {
  for (const { before, difference } of summaryFigures(now, null)) expect([before, difference]).toEqual([null, null]);
});

it("finds the period before: of whole months the months before, else as many days", () => {
  const days = (from: string, to: string) => {
    const { from: first, to: last } = periodBefore({ from, to }, "Europe/Berlin");
    return `${first}/${last}`;
  };
  expect(days("2026-03-01", "2026-03-31")).toBe("2026-02-01/2026-02-28");
  expect(days("2026-07-01", "2026-09-30")).toBe("2026-04-01/2026-06-30");
  expect(days("2026-01-01", "2026-12-31")).toBe("2025-01-01/2025-12-31");
  expect(days("2026-11-01", "2026-11-22")).toBe("2026-10-10/2026-10-31");
  expect(days("2026-05-05", "2026-05-05")).toBe("2026-05-04/2026-05-04");
  expect(periodBefore({ from: "2026-11-01", to: "2026-11-30" }, "Europe/Berlin")).toMatchObject({
    start: "2026-09-30T22:00:00Z",
    end: "2026-10-31T23:00:00Z",
  });
});
