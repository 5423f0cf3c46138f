import { Temporal } from "temporal-polyfill";
import { type ChangeAudit, wasCarriedOut } from "@/lib/report/change-audit";
import { type CountsByType, countsOf } from "@/lib/report/outcomes";
import type { ReportPeriod } from "@/lib/report/report-filter";
import { toMicroseconds } from "@/lib/time/exact-time";
import { startOfDay } from "@/lib/time/format";

/** A month or a week of a report, cut to its period: its first and last day, and what was opened in it. */
export type ReportSpan = {
  readonly from: string;
  readonly to: string;
  readonly counts: CountsByType;
  readonly all: number;
  /** Carried out, and of these failed. */
  readonly carriedOut: number;
  readonly failed: number;
};

/** The longest period, in days, that is divided into weeks (Monday to Sunday) instead of months. */
const maxDaysByWeek = 62;

/** Whether a period is divided into weeks or months. */
export const unitOf = ({ from, to }: Pick<ReportPeriod, "from" | "to">): "week" | "month" =>
  daysFrom(from, to) <= maxDaysByWeek ? "week" : "month";

/** The changes opened in each week or month of the period, in the site's `zone`. */
export function spansOf(audits: readonly ChangeAudit[], period: ReportPeriod, zone: string): readonly ReportSpan[] {
  const spans = splitPeriod(period).map(({ from, to }) => ({
    from,
    to,
    end: toMicroseconds(startOfDay(to, zone, 1)),
    audits: [] as ChangeAudit[],
  }));
  for (const audit of audits) spans[spanIndexAt(spans, audit.createdAt)]?.audits.push(audit);
  return spans.map(({ from, to, audits }) => ({
    from,
    to,
    counts: countsOf(audits),
    all: audits.length,
    carriedOut: audits.filter(wasCarriedOut).length,
    failed: audits.filter(({ failures }) => failures.length > 0).length,
  }));
}

function splitPeriod({ from, to }: Pick<ReportPeriod, "from" | "to">): { from: string; to: string }[] {
  const cuts: { from: string; to: string }[] = [];
  const weekly = unitOf({ from, to }) === "week";
  for (let first = from; first <= to; ) {
    const day = Temporal.PlainDate.from(first);
    const next = weekly ? day.add({ days: 8 - day.dayOfWeek }) : day.with({ day: 1 }).add({ months: 1 });
    const last = next.subtract({ days: 1 }).toString();
    cuts.push({ from: first, to: last < to ? last : to });
    first = next.toString();
  }
  return cuts;
}

const spanIndexAt = (spans: readonly { readonly end: number }[], at: string): number => {
  const micros = toMicroseconds(at);
  return spans.findIndex(({ end }) => micros < end);
};

const daysFrom = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
