import type { Clause } from "@/lib/rules/clauses";
import type { ChangeType } from "@/lib/rules/record";
import { outcomeWords } from "@/lib/rules/words";
import { calledOff, isAfter, isSame, outside, tookPart, wrote } from "./deeds";
import type { ExceptionKind } from "./exception-kinds";
import { type Deed, endOfExecution, type Trace } from "./trace";

/** One requirement of the policy, and what shows that it was met. */
export type Asked = {
  readonly requirement: string;
  readonly clause: Clause;
  readonly deed: Deed | null;
  /** When it happened, where that is not when it was said. */
  readonly at?: string | null;
  /** The exceptions of the report that are exceptions to this. */
  readonly kinds?: readonly ExceptionKind[];
  /** What the rules refuse and nobody should ever read here, in the order in which it is to be told. */
  readonly wrong?: readonly (string | false | null)[];
  readonly said?: string | null;
};

/** What the policy asks of a change of each type, in the order in which it is to be done. */
export const askedOf: Record<ChangeType, (trace: Trace) => readonly Asked[]> = {
  standard: (trace) => [
    {
      requirement: "Pre-approved: made from an entry of the catalogue",
      clause: "standard",
      deed: trace.entry ? trace.requested : null,
      wrong: [trace.started && !trace.entry && "Made without a catalogue entry."],
      said: trace.entry && `Entry: ${trace.entry}.`,
    },
    {
      requirement: "Documented before execution",
      clause: "standard-documented",
      deed: trace.documented,
      wrong: [
        trace.started && !trace.documented && "Started without documentation.",
        isAfter(trace.documented, trace.started) && "Documented after the start.",
      ],
    },
    { requirement: "Executed by an operator", clause: "standard-operator", deed: trace.started, at: trace.startedAt },
    {
      requirement: "Logged after completion",
      clause: "standard-logged",
      deed: trace.executed ?? calledOff(trace),
      kinds: ["called_off"],
    },
  ],
  normal: (trace) => [
    { requirement: "Submitted with what, why and rollback plan", clause: "normal-submitted", deed: trace.submitted },
    {
      requirement: "Reviewed by somebody who did not write any of it",
      clause: "normal-reviewed",
      deed: trace.reviewed,
      wrong: [
        trace.started && !trace.reviewed && "Started without a review.",
        wrote(trace.reviewed, trace) && "The reviewer wrote part of the change.",
      ],
    },
    {
      requirement: trace.routine
        ? "Approved as routine by its reviewer, before its start"
        : "Approved by a third person, before its start",
      clause: "normal-approved",
      deed: trace.approved,
      wrong: [
        trace.started && !trace.approved && "Started without approval.",
        wrote(trace.approved, trace) && "The approver wrote part of the change.",
        !trace.routine && isSame(trace.approved, trace.reviewed) && "The approver is also the reviewer.",
        isAfter(trace.approved, trace.started) && "Approved after the start.",
      ],
    },
    {
      requirement: "Scheduled: a window set",
      clause: "normal-scheduled",
      deed: trace.scheduled,
      kinds: ["waived"],
      wrong: [trace.started && !trace.scheduled && "Started without a window."],
    },
    {
      requirement: "Started inside its window",
      clause: "normal-executed",
      deed: trace.started,
      at: trace.startedAt,
      wrong: [outside(trace)],
    },
    {
      requirement: "Executed, and ended inside its window",
      clause: "normal-executed",
      deed: trace.executed ?? calledOff(trace),
      at: endOfExecution(trace),
      kinds: ["called_off", "window_overrun"],
    },
    {
      requirement: "Verified within a day",
      clause: "normal-verified",
      deed: trace.verified,
      kinds: ["verified_late"],
    },
  ],
  emergency: (trace) => [
    {
      requirement: "Declared by the on-call operator",
      clause: "emergency-executed",
      deed: trace.requested,
      kinds: ["off_roster", "made_without_record"],
    },
    {
      requirement: "Executed",
      clause: "emergency-executed",
      deed: trace.executed,
      at: endOfExecution(trace),
      said: trace.executed?.step === "stand_down" ? "Stood down: nothing was changed." : null,
    },
    {
      requirement: "Documented within 24 hours of its start",
      clause: "emergency-documented",
      deed: trace.documented,
      at: trace.factsCompleteAt,
      kinds: ["documented_late"],
      said: trace.documented ? null : trace.factsCompleteAt && "The five facts are complete.",
    },
    {
      requirement: "Reviewed after the fact by an operations lead who took no part",
      clause: "emergency-reviewed",
      deed: trace.reviewedAfter,
      kinds: ["not_justified"],
      wrong: [tookPart(trace.reviewedAfter, trace) && "The reviewer took part in the emergency."],
      said: trace.reviewedAfter && `The review found: ${outcomeWords[trace.reviewedAfter.outcome]}.`,
    },
  ],
};

/** What the policy asks besides, once a change failed. */
export const askedOfFailed = (trace: Trace, failed: Deed): readonly Asked[] => [
  {
    requirement: "Failed: rolled back",
    clause: "failed-rollback",
    deed: trace.rolledBack,
    at: trace.rolledBackAt,
    kinds: ["rollback_incomplete"],
    said: trace.rolledBack && "The rollback was complete.",
  },
  {
    requirement: "Failed: team alerted, treated as an incident",
    clause: "failed-incident",
    deed: trace.incidents.length > 0 ? failed : null,
    kinds: ["alert_attested", "finding_overdue"],
    said: trace.incidents.map(({ number, status }) => `${number}: ${status}.`).join(" ") || null,
  },
  ...(trace.type === "emergency"
    ? []
    : [
        {
          requirement: "Failed: findings documented, closed after rollback by an operations lead",
          clause: "failed-incident",
          deed: trace.settled,
        } as const,
      ]),
];
