import { documentationDue } from "@/lib/changes/deadlines";
import { type ChangeAudit, endOfExecution, wasCarriedOut } from "@/lib/report/change-audit";
import type { Clause } from "@/lib/rules/clauses";
import { median, permille, secondsBetween } from "@/lib/time/exact-time";

/**
 * One figure of the report. A share is `part` of `whole`; a median is of `whole` durations, in whole seconds. Where
 * nothing counts, `whole` is 0 and the value null.
 */
export type Measure = {
  readonly key: string;
  readonly label: string;
  readonly definition: string;
  readonly clause: Clause;
} & (
  | { readonly kind: "share"; readonly part: number; readonly whole: number; readonly permille: number | null }
  | { readonly kind: "median"; readonly whole: number; readonly seconds: number | null }
);

type MeasureDefinition = {
  readonly key: string;
  readonly label: string;
  readonly definition: string;
  readonly clause: Clause;
} & (
  | { readonly counts: (audit: ChangeAudit, now: string) => boolean; readonly fits: (audit: ChangeAudit) => boolean }
  | { readonly lasts: (audit: ChangeAudit) => readonly (readonly [from: string, to: string])[] }
);

/** The measures of a report, in its order: what each counts, and the sentence that says so. */
const measureDefinitions: readonly MeasureDefinition[] = [
  {
    key: "emergency_share",
    label: "Emergency share",
    definition: "Emergency changes among all changes opened in the period.",
    clause: "emergency",
    counts: () => true,
    fits: ({ type }) => type === "emergency",
  },
  {
    key: "failure_rate",
    label: "Change failure rate",
    definition:
      "Changes that failed at least once, among those carried out. Changes called off or stood down do not count as carried out.",
    clause: "failed",
    counts: wasCarriedOut,
    fits: ({ failures }) => failures.length > 0,
  },
  {
    key: "documented_in_time",
    label: "Documented within 24 h",
    definition:
      "Emergencies whose five facts were complete within 24 hours of their start, among those complete or past 24 hours.",
    clause: "emergency-documented",
    counts: ({ type, startedAt, factsCompleteAt }, now) =>
      type === "emergency" && startedAt !== null && (factsCompleteAt !== null || now > documentationDue(startedAt)),
    fits: ({ startedAt, factsCompleteAt }) =>
      startedAt !== null && factsCompleteAt !== null && factsCompleteAt <= documentationDue(startedAt),
  },
  {
    key: "submit_to_review",
    label: "Submitted to reviewed",
    definition: "Median from the submission of a normal change to its review, both of its last revision.",
    clause: "normal-reviewed",
    lasts: ({ submitted, reviewed }) => spanBetween(submitted?.at, reviewed?.at),
  },
  {
    key: "review_to_approval",
    label: "Reviewed to approved",
    definition: "Median from the review of a normal change to its approval, both of its last revision.",
    clause: "normal-approved",
    lasts: ({ reviewed, approved }) => spanBetween(reviewed?.at, approved?.at),
  },
  {
    key: "approval_to_start",
    label: "Approved to started",
    definition: "Median from the approval of a normal change to its start.",
    clause: "normal-executed",
    lasts: ({ approved, started }) => spanBetween(approved?.at, started?.at),
  },
  {
    key: "lead_time",
    label: "Lead time",
    definition: "Median from the opening of a standard or normal change to the end of its execution.",
    clause: "records-when",
    lasts: (audit) =>
      audit.type === "emergency" || !audit.executed ? [] : spanBetween(audit.createdAt, endOfExecution(audit)),
  },
  {
    key: "recovery_time",
    label: "Recovery time",
    definition: "Median from the report of a failure to the end of its rollback, 0 if the rollback had already ended.",
    clause: "failed-rollback",
    lasts: ({ failures }) => failures.flatMap(({ failed, rolledBack }) => spanBetween(failed.at, rolledBack?.endedAt)),
  },
];

/** The measures of these changes at `now`. */
export const measuresOf = (audits: readonly ChangeAudit[], now: string): readonly Measure[] =>
  measureDefinitions.map(({ key, label, definition, clause, ...how }) => ({
    key,
    label,
    definition,
    clause,
    ...("lasts" in how
      ? medianMeasure(audits.flatMap(how.lasts))
      : shareMeasure(
          audits.filter((t) => how.counts(t, now)),
          how.fits,
        )),
  }));

function shareMeasure(audits: readonly ChangeAudit[], fits: (audit: ChangeAudit) => boolean) {
  const [part, whole] = [audits.filter(fits).length, audits.length];
  return { kind: "share", part, whole, permille: permille(part, whole) } as const;
}

function medianMeasure(spans: readonly (readonly [from: string, to: string])[]) {
  const seconds = median(spans.map(([from, to]) => Math.max(0, secondsBetween(from, to))));
  return { kind: "median", whole: spans.length, seconds } as const;
}

const spanBetween = (from: string | null | undefined, to: string | null | undefined) =>
  from && to ? [[from, to] as const] : [];
