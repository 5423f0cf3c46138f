import { expect, it } from "vitest";
import type { PeriodFigures } from "./period-figures";
import { trendsOf } from "./trends";

const figures = (more: Partial<PeriodFigures>): PeriodFigures => ({
  opened: 100,
  emergencies: { part: 12, whole: 100 },
  failed: { part: 3, whole: 80 },
  documentedInTime: { part: 9, whole: 12 },
  leadTime: { seconds: 100_000, whole: 70 },
  ...more,
});
const empty = { part: 0, whole: 0 };
const nothing = figures({
  opened: 0,
  emergencies: empty,
  failed: empty,
  documentedInTime: empty,
  leadTime: { seconds: null, whole: 0 },
});

it("draws the report's figures of each month, and leaves a month out in which nothing counts", () => {
  const trends = trendsOf([
    { month: "2026-09", figures: nothing },
    { month: "2026-10", figures: figures({}) },
  ]);
  const values = trends.map(({ key, points }) => [key, ...points.map(({ text, counted }) => `${text} (${counted})`)]);
  expect(values).toEqual([
    ["success", "– (none to count)", "96.3% (77 of 80)"],
    ["lead_time", "– (none to count)", "1 day 3 h (of 70)"],
    ["late_documentation", "– (none to count)", "25.0% (3 of 12)"],
    ["emergency_share", "– (none to count)", "12.0% (12 of 100)"],
  ]);
  for (const { points } of trends) expect(points[0]?.amount).toBeNull();
});

it("draws every month within its range, also where there is none", () => {
  for (const months of [[nothing], [figures({})], [figures({ failed: { part: 40, whole: 80 } }), figures({})]])
    for (const { points, range } of trendsOf(months.map((figures, at) => ({ month: `2026-0${at + 1}`, figures })))) {
      expect(range.high).toBeGreaterThan(range.low);
      expect(Number.isFinite(range.high - range.low)).toBe(true);
      for (const { amount } of points) {
        if (amount === null) continue;
        expect(amount).toBeGreaterThanOrEqual(range.low);
        expect(amount).toBeLessThanOrEqual(range.high);
      }
    }
});
