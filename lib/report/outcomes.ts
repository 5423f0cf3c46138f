import { type ChangeType, changeTypes, terminalStatuses } from "@/lib/rules/record";
import type { ChangeAudit } from "./change-audit";

/** How a change came out: each change has exactly one of these. */
export const outcomes = ["closed", "rolled_back", "failed", "rejected", "cancelled", "called_off", "open"] as const;
export type Outcome = (typeof outcomes)[number];

/** The words of an outcome and what they mean. */
export const reportOutcomeLabels: Record<Outcome, { readonly label: string; readonly definition: string }> = {
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
export function outcomeOf({ status, failures, ended }: ChangeAudit): Outcome {
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

export type CountsByType = Readonly<Record<ChangeType, number>>;
type OutcomeTotals = {
  /** Rows by outcome in the order of `outcomes`, columns by type. */
  readonly rows: readonly { readonly outcome: Outcome; readonly counts: CountsByType; readonly all: number }[];
  readonly counts: CountsByType;
  readonly all: number;
};

/** How many changes of each type came out how. */
export function totalsOf(audits: readonly ChangeAudit[]): OutcomeTotals {
  const typedOutcomes = audits.map((audit) => ({ type: audit.type, outcome: outcomeOf(audit) }));
  return {
    rows: outcomes.map((outcome) => {
      const matching = typedOutcomes.filter((one) => one.outcome === outcome);
      return { outcome, counts: countsOf(matching), all: matching.length };
    }),
    counts: countsOf(typedOutcomes),
    all: typedOutcomes.length,
  };
}

/** How many of them are of each type. */
export function countsOf(changes: readonly { readonly type: ChangeType }[]): CountsByType {
  const [standard, normal, emergency] = changeTypes.map((type) => changes.filter((one) => one.type === type).length);
  return { standard: standard ?? 0, normal: normal ?? 0, emergency: emergency ?? 0 };
}
