import type { Clause } from "@/lib/rules/clauses";

/** The controls of the standards that auditors of change management test by, in the order in which they are named. */
export const standardControls = {
  "CC8.1": {
    standard: "SOC 2, Trust Services Criteria",
    requirement: "Changes are authorized, designed, documented, tested, approved and implemented.",
  },
  "A.8.32": {
    standard: "ISO/IEC 27001:2022, Annex A",
    requirement:
      "Changes follow change management procedures: planned, authorized, tested, recorded, and with a way back.",
  },
} as const;

export type StandardControl = keyof typeof standardControls;

const both = ["CC8.1", "A.8.32"] as const;

/** Which controls the checks of a clause answer. How an incident is handled afterwards belongs to other controls. */
const controlsByClause: Partial<Record<Clause, readonly StandardControl[]>> = {
  standard: both,
  "standard-documented": both,
  "standard-operator": both,
  "standard-logged": both,
  "normal-submitted": both,
  "normal-reviewed": both,
  "normal-approved": both,
  "normal-scheduled": ["A.8.32"],
  "normal-executed": both,
  "normal-verified": both,
  "emergency-executed": both,
  "emergency-documented": both,
  "emergency-reviewed": both,
  "failed-rollback": ["A.8.32"],
};

/** The controls that a check of the clause answers; none where it answers none. */
export const controlsAnswered = (clause: Clause): readonly StandardControl[] => controlsByClause[clause] ?? [];
