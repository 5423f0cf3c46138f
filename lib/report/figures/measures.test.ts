import { expect, it } from "vitest";
import type { ChangeAudit } from "@/lib/report/change-audit";
import { outcomeOf, totalsOf } from "@/lib/report/outcomes";
import { formatPermille, formatSeconds } from "@/lib/time/exact-time";
import {
  at,
  changeAuditFrom,
  emergencyColumns,
  emergencySteps,
  lead,
  normalColumns,
  normalSteps,
  reviewer,
  type Step,
} from "@/testing/examples/change-audit-from-steps";
import { type Measure, measuresOf } from "./measures";
import { spansOf, unitOf } from "./report-spans";

const now = at(10 * 24 * 60);
const cut = (steps: readonly Step[], count: number, more: readonly Step[] = []) => [...steps.slice(0, count), ...more];
const rollback: Step = ["roll_back", 190, { outcome: "complete", endedAt: at(185) }];

// One of each way, each with the outcome that it has.
const outcomes: readonly (readonly [outcome: string, audit: ChangeAudit])[] = [
  ["closed", changeAuditFrom(normalSteps, normalColumns)],
  [
    "closed",
    changeAuditFrom(
      [
        ["draft", 0],
        ["document", 10],
        ["start", 20],
        ["log", 50],
      ],
      { type: "standard", startedAt: at(20), endedAt: at(50) },
    ),
  ],
  ["closed", changeAuditFrom(emergencySteps, emergencyColumns)],
  [
    "open",
    changeAuditFrom(
      [
        ["declare", 0],
        ["stand_down", 5],
      ],
      { ...emergencyColumns, status: "executed", endedAt: at(5), factsCompleteAt: null },
    ),
  ],
  ["open", changeAuditFrom(cut(normalSteps, 2), { status: "submitted" })],
  ["open", changeAuditFrom(cut(normalSteps, 6), { ...normalColumns, status: "in_progress", endedAt: null })],
  ["rejected", changeAuditFrom(cut(normalSteps, 2, [["reject", 40, { by: reviewer }]]), { status: "rejected" })],
  ["cancelled", changeAuditFrom(cut(normalSteps, 3, [["cancel", 400]]), { status: "cancelled" })],
  [
    "called_off",
    changeAuditFrom(cut(normalSteps, 6, [["call_off", 155]]), {
      ...normalColumns,
      status: "cancelled",
      endedAt: at(155),
    }),
  ],
  [
    "failed",
    changeAuditFrom(cut(normalSteps, 6, [["fail", 160]]), {
      ...normalColumns,
      status: "failed",
      endedAt: null,
      failedAt: at(160),
    }),
  ],
  [
    "rolled_back",
    changeAuditFrom(cut(normalSteps, 6, [["fail", 160], rollback, ["settle", 900, { by: lead }]]), {
      ...normalColumns,
      failedAt: at(160),
      rolledBackAt: at(185),
    }),
  ],
];
const audits = outcomes.map(([, audit]) => audit);

it("gives each change one outcome, and its totals add up", () => {
  expect(audits.map(outcomeOf)).toEqual(outcomes.map(([outcome]) => outcome));
  const { rows, counts, all } = totalsOf(audits);
  expect([all, counts]).toEqual([11, { standard: 1, normal: 8, emergency: 2 }]);
  expect(rows.map(({ outcome, all }) => [outcome, all])).toEqual([
    ["closed", 3],
    ["rolled_back", 1],
    ["failed", 1],
    ["rejected", 1],
    ["cancelled", 1],
    ["called_off", 1],
    ["open", 3],
  ]);
  for (const type of ["standard", "normal", "emergency"] as const)
    expect(rows.reduce((sum, row) => sum + row.counts[type], 0)).toBe(counts[type]);
});

it("calls a change that failed anew failed, whatever came of its first failure", () => {
  const again = changeAuditFrom(
    cut(normalSteps, 6, [["fail", 160], rollback, ["settle", 900, { by: lead }], ["fail", 950]]),
    normalColumns,
  );
  expect(outcomeOf(again)).toBe("failed");
});

it("measures by hand-counted numbers", () => {
  const measures = Object.fromEntries(measuresOf(audits, now).map((measure) => [measure.key, formatMeasure(measure)]));
  expect(measures).toEqual({
    emergency_share: "18.2% (2 of 11)",
    // Carried out: the three closed, and the two that failed; not what was stood down, called off or still runs.
    failure_rate: "40.0% (2 of 5)",
    documented_in_time: "50.0% (1 of 2)",
    // 20 min each: those reviewed, the cancelled one too.
    submit_to_review: "20 min (of 6)",
    review_to_approval: "1 h (of 5)",
    approval_to_start: "1 h (of 5)",
    // 50 min of the standard one and 170 min of the normal one.
    lead_time: "1 h 50 min (of 2)",
    recovery_time: "25 min (of 1)",
  });
});

it("counts an emergency whose 24 hours still run only once it is documented", () => {
  const [open] = measuresOf(audits, at(100)).filter(({ key }) => key === "documented_in_time");
  expect(open && formatMeasure(open)).toBe("100.0% (1 of 1)");
});

it("says so where nothing counts", () => {
  for (const measure of measuresOf([], now)) expect(formatMeasure(measure)).toBe("none to count");
});

it("measures the last revision alone, and no rollback from before its failure was told", () => {
  const revised = changeAuditFrom(
    [
      ["draft", 0],
      ["submit", 1],
      ["review", 500, { by: reviewer }],
      ["revise", 600],
      ["submit", 700, { revision: 2 }],
      ["review", 703, { revision: 2, by: reviewer }],
    ],
    { status: "reviewed" },
  );
  const early = changeAuditFrom(
    cut(normalSteps, 6, [
      ["fail", 160],
      ["roll_back", 165, { outcome: "complete", endedAt: at(155) }],
    ]),
    normalColumns,
  );
  const measures = new Map(measuresOf([revised, early], now).map((measure) => [measure.key, formatMeasure(measure)]));
  expect(measures.get("submit_to_review")).toBe("11 min 30 s (of 2)");
  expect(measures.get("recovery_time")).toBe("0 s (of 1)");
});

it("cuts a short period into weeks and a long one into months, by the site's days", () => {
  const period = (from: string, to: string) => ({ from, to, start: "", end: "" });
  expect([unitOf(period("2026-05-01", "2026-07-01")), unitOf(period("2026-05-01", "2026-07-02"))]).toEqual([
    "week",
    "month",
  ]);
  const weeks = spansOf(audits, period("2026-04-28", "2026-05-10"), "UTC");
  expect(weeks.map(({ from, to, all }) => [from, to, all])).toEqual([
    ["2026-04-28", "2026-05-03", 11],
    ["2026-05-04", "2026-05-10", 0],
  ]);
  expect(weeks[0]).toMatchObject({ carriedOut: 5, failed: 2, counts: { standard: 1, normal: 8, emergency: 2 } });
  const months = spansOf(audits, period("2026-02-15", "2026-05-01"), "UTC");
  expect(months.map(({ from, to, all }) => [from, to, all])).toEqual([
    ["2026-02-15", "2026-02-28", 0],
    ["2026-03-01", "2026-03-31", 0],
    ["2026-04-01", "2026-04-30", 0],
    ["2026-05-01", "2026-05-01", 11],
  ]);
  const midnight = changeAuditFrom([["draft", 14.5 * 60]]);
  const days = spansOf([midnight], period("2026-04-27", "2026-05-03"), "Pacific/Auckland");
  expect(days.map(({ all }) => all)).toEqual([1]);
});

/** A measure in words: "12.5% (3 of 24)", "2 h 5 min (of 14)", "none to count". */
function formatMeasure(measure: Measure): string {
  if (measure.kind === "share")
    return measure.permille === null
      ? "none to count"
      : `${formatPermille(measure.permille)} (${measure.part} of ${measure.whole})`;
  return measure.seconds === null ? "none to count" : `${formatSeconds(measure.seconds)} (of ${measure.whole})`;
}
