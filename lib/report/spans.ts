import { Temporal } from "temporal-polyfill";
import { microsOf } from "@/lib/time/exact-time";
import { startOfDay } from "@/lib/time/format";
import type { Period } from "./filter";
import { type Counts, countsOf } from "./outcomes";
import { type Trace, wasCarriedOut } from "./trace";

/** A month or a week of a report, cut to its period: its first and last day, and what was opened in it. */
export type Span = {
  readonly from: string;
  readonly to: string;
  readonly counts: Counts;
  readonly all: number;
  /** Carried out, and of these failed. */
  readonly carriedOut: number;
  readonly failed: number;
};

/** The longest period, in days, that is told by weeks (Monday to Sunday) instead of months. */
const weeksUpTo = 62;

/** Whether a period is told by weeks or by months. */
export const unitOf = ({ from, to }: Pick<Period, "from" | "to">): "week" | "month" =>
  daysFrom(from, to) <= weeksUpTo ? "week" : "month";

/** The changes opened in each week or month of the period, in the site's `zone`. */
export function spansOf(traces: readonly Trace[], period: Period, zone: string): readonly Span[] {
  const spans = cutsOf(period).map(({ from, to }) => ({
    from,
    to,
    end: microsOf(startOfDay(to, zone, 1)),
    traces: [] as Trace[],
  }));
  for (const trace of traces) spans[placeOf(spans, trace.createdAt)]?.traces.push(trace);
  return spans.map(({ from, to, traces }) => ({
    from,
    to,
    counts: countsOf(traces),
    all: traces.length,
    carriedOut: traces.filter(wasCarriedOut).length,
    failed: traces.filter(({ failures }) => failures.length > 0).length,
  }));
}

function cutsOf({ from, to }: Pick<Period, "from" | "to">): { from: string; to: string }[] {
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

const placeOf = (spans: readonly { readonly end: number }[], at: string): number => {
  const micros = microsOf(at);
  return spans.findIndex(({ end }) => micros < end);
};

const daysFrom = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
