import type { Clause } from "@/lib/rules/clauses";
import { outcomeLabels } from "@/lib/rules/labels";
import type { ChangeType } from "@/lib/rules/record";
import { callOffOf, isAfter, isByAuthor, isByParticipant, isSame, outsideWindow } from "./audit-entries";
import { type AuditEntry, type ChangeAudit, endOfExecution } from "./change-audit";
import type { ExceptionKind } from "./exception-kinds";

/** One requirement of the policy, and what shows that it was met. */
export type PolicyRequirement = {
  readonly requirement: string;
  readonly clause: Clause;
  readonly evidence: AuditEntry | null;
  /** When it happened, where that is not when it was said. */
  readonly at?: string | null;
  /** The exceptions of the report that are exceptions to this. */
  readonly exceptionKinds?: readonly ExceptionKind[];
  /** Violations that the rules refuse, so that none should ever appear here, in display order. */
  readonly problems?: readonly (string | false | null)[];
  readonly note?: string | null;
};

/** What the policy asks of a change of each type, in the order in which it is to be done. */
export const requirementsByType: Record<ChangeType, (audit: ChangeAudit) => readonly PolicyRequirement[]> = {
  standard: (audit) => [
    {
      requirement: "Pre-approved: made from an entry of the catalogue",
      clause: "standard",
      evidence: audit.entry ? audit.requested : null,
      problems: [audit.started && !audit.entry && "Made without a catalogue entry."],
      note: audit.entry && `Entry: ${audit.entry}.`,
    },
    {
      requirement: "Documented before execution",
      clause: "standard-documented",
      evidence: audit.documented,
      problems: [
        audit.started && !audit.documented && "Started without documentation.",
        isAfter(audit.documented, audit.started) && "Documented after the start.",
      ],
    },
    {
      requirement: "Executed by an operator",
      clause: "standard-operator",
      evidence: audit.started,
      at: audit.startedAt,
    },
    {
      requirement: "Logged after completion",
      clause: "standard-logged",
      evidence: audit.executed ?? callOffOf(audit),
      exceptionKinds: ["called_off"],
    },
  ],
  normal: (audit) => [
    {
      requirement: "Submitted with what, why and rollback plan",
      clause: "normal-submitted",
      evidence: audit.submitted,
    },
    {
      requirement: "Reviewed by somebody who did not write any of it",
      clause: "normal-reviewed",
      evidence: audit.reviewed,
      problems: [
        audit.started && !audit.reviewed && "Started without a review.",
        isByAuthor(audit.reviewed, audit) && "The reviewer wrote part of the change.",
      ],
    },
    {
      requirement: audit.routine
        ? "Approved as routine by its reviewer, before its start"
        : "Approved by a third person, before its start",
      clause: "normal-approved",
      evidence: audit.approved,
      problems: [
        audit.started && !audit.approved && "Started without approval.",
        isByAuthor(audit.approved, audit) && "The approver wrote part of the change.",
        !audit.routine && isSame(audit.approved, audit.reviewed) && "The approver is also the reviewer.",
        isAfter(audit.approved, audit.started) && "Approved after the start.",
      ],
    },
    {
      requirement: "Scheduled: a window set",
      clause: "normal-scheduled",
      evidence: audit.scheduled,
      exceptionKinds: ["waived"],
      problems: [audit.started && !audit.scheduled && "Started without a window."],
    },
    {
      requirement: "Started inside its window",
      clause: "normal-executed",
      evidence: audit.started,
      at: audit.startedAt,
      problems: [outsideWindow(audit)],
    },
    {
      requirement: "Executed, and ended inside its window",
      clause: "normal-executed",
      evidence: audit.executed ?? callOffOf(audit),
      at: endOfExecution(audit),
      exceptionKinds: ["called_off", "window_overrun"],
    },
    {
      requirement: "Verified within a day",
      clause: "normal-verified",
      evidence: audit.verified,
      exceptionKinds: ["verified_late"],
    },
  ],
  emergency: (audit) => [
    {
      requirement: "Declared by the on-call operator",
      clause: "emergency-executed",
      evidence: audit.requested,
      exceptionKinds: ["off_roster", "made_without_record"],
    },
    {
      requirement: "Executed",
      clause: "emergency-executed",
      evidence: audit.executed,
      at: endOfExecution(audit),
      note: audit.executed?.step === "stand_down" ? "Stood down: nothing was changed." : null,
    },
    {
      requirement: "Documented within 24 hours of its start",
      clause: "emergency-documented",
      evidence: audit.documented,
      at: audit.factsCompleteAt,
      exceptionKinds: ["documented_late"],
      note: audit.documented ? null : audit.factsCompleteAt && "The five facts are complete.",
    },
    {
      requirement: "Reviewed after the fact by an operations lead who took no part",
      clause: "emergency-reviewed",
      evidence: audit.reviewedAfter,
      exceptionKinds: ["not_justified"],
      problems: [isByParticipant(audit.reviewedAfter, audit) && "The reviewer took part in the emergency."],
      note: audit.reviewedAfter && `The review found: ${outcomeLabels[audit.reviewedAfter.outcome]}.`,
    },
  ],
};

/** What the policy asks besides, once a change failed. */
export const requirementsAfterFailure = (audit: ChangeAudit, failed: AuditEntry): readonly PolicyRequirement[] => [
  {
    requirement: "Failed: rolled back",
    clause: "failed-rollback",
    evidence: audit.rolledBack,
    at: audit.rolledBackAt,
    exceptionKinds: ["rollback_incomplete"],
    note: audit.rolledBack && "The rollback was complete.",
  },
  {
    requirement: "Failed: team alerted, treated as an incident",
    clause: "failed-incident",
    evidence: audit.incidents.length > 0 ? failed : null,
    exceptionKinds: ["alert_attested", "finding_overdue"],
    note: audit.incidents.map(({ number, status }) => `${number}: ${status}.`).join(" ") || null,
  },
  ...(audit.type === "emergency"
    ? []
    : [
        {
          requirement: "Failed: findings documented, closed after rollback by an operations lead",
          clause: "failed-incident",
          evidence: audit.settled,
        } as const,
      ]),
];
