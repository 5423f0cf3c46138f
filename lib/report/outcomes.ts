import { type ChangeType, changeTypes, terminalStatuses } from "@/lib/rules/record";
import type { Trace } from "./trace";

/** How a change came out: each change has exactly one of these. */
export const outcomes = ["closed", "rolled_back", "failed", "rejected", "cancelled", "called_off", "open"] as const;
export type Outcome = (typeof outcomes)[number];

/** The words of an outcome and what they mean. */
export const outcomeWords: Record<Outcome, { readonly label: string; readonly definition: string }> = {
  closed: { label: "Closed", definition: "Carried out without a failure, and closed." },
  rolled_back: {
    label: "Failed, rolled back",
    definition: "Failed, and the latest failure was rolled back.",
  },
  failed: {
    label: "Failed, not rolled back",
    definition: "Failed, and the latest failure has no recorded rollback.",
  },
  rejected: { label: "Rejected", definition: "Ended by a reviewer or an operations lead before approval." },
  cancelled: { label: "Cancelled", definition: "Ended before the start." },
  called_off: { label: "Called off", definition: "Started, then ended because nothing was changed." },
  open: { label: "Still open", definition: "Has not failed and is not finished." },
};

/** The outcome of a change so far. */
export function outcomeOf({ status, failures, ended }: Trace): Outcome {
  const latest = failures.at(-1);
  if (latest) return latest.rolledBack ? "rolled_back" : "failed";
  if (!terminalStatuses.some((end) => end === status)) return "open";
  return ended ? (endings[ended.step] ?? "cancelled") : "closed";
}

const endings: Readonly<Record<string, Outcome>> = {
  reject: "rejected",
  cancel: "cancelled",
  call_off: "called_off",
};

export type Counts = Readonly<Record<ChangeType, number>>;
type Totals = {
  /** Rows by outcome in the order of `outcomes`, columns by type. */
  readonly rows: readonly { readonly outcome: Outcome; readonly counts: Counts; readonly all: number }[];
  readonly counts: Counts;
  readonly all: number;
};

/** How many changes of each type came out how. */
export function totalsOf(traces: readonly Trace[]): Totals {
  const told = traces.map((trace) => ({ type: trace.type, outcome: outcomeOf(trace) }));
  return {
    rows: outcomes.map((outcome) => {
      const those = told.filter((one) => one.outcome === outcome);
      return { outcome, counts: countsOf(those), all: those.length };
    }),
    counts: countsOf(told),
    all: told.length,
  };
}

/** How many of them are of each type. */
export function countsOf(changes: readonly { readonly type: ChangeType }[]): Counts {
  const [standard, normal, emergency] = changeTypes.map((type) => changes.filter((one) => one.type === type).length);
  return { standard: standard ?? 0, normal: normal ?? 0, emergency: emergency ?? 0 };
}
