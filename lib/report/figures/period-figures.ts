import type { ChangeAudit } from "@/lib/report/change-audit";
import { type Measure, measuresOf } from "./measures";

/** A part of a whole, as the report's shares count it. */
export type CountedShare = { readonly part: number; readonly whole: number };

/** The report's figures that a period is compared by; they have the definitions of its measures. */
export type PeriodFigures = {
  /** Changes opened in the period. */
  readonly opened: number;
  /** Emergencies among them. */
  readonly emergencies: CountedShare;
  /** Failed at least once, among those carried out. */
  readonly failed: CountedShare;
  /** Emergencies documented within 24 h, among those complete or past 24 h. */
  readonly documentedInTime: CountedShare;
  /** The median in whole seconds, null of none, and of how many changes. */
  readonly leadTime: { readonly seconds: number | null; readonly whole: number };
};

/** The figures of these changes at `now`, taken from the measures of the report. */
export function periodFiguresOf(audits: readonly ChangeAudit[], now: string): PeriodFigures {
  const measures = new Map(measuresOf(audits, now).map((measure) => [measure.key, measure]));
  return {
    opened: audits.length,
    emergencies: shareOf(measures.get("emergency_share")),
    failed: shareOf(measures.get("failure_rate")),
    documentedInTime: shareOf(measures.get("documented_in_time")),
    leadTime: medianOf(measures.get("lead_time")),
  };
}

function shareOf(measure: Measure | undefined): CountedShare {
  if (measure?.kind !== "share") throw new Error("a share of the report is missing");
  return { part: measure.part, whole: measure.whole };
}

function medianOf(measure: Measure | undefined): PeriodFigures["leadTime"] {
  if (measure?.kind !== "median") throw new Error("a median of the report is missing");
  return { seconds: measure.seconds, whole: measure.whole };
}

/** What is left of a share: of changes carried out, those that never failed. */
export const restOf = ({ part, whole }: CountedShare): CountedShare => ({ part: whole - part, whole });
