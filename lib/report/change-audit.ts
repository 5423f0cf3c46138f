import type { ChangeTextField } from "@/lib/changes/change-fields";
import { actedUnder } from "@/lib/changes/event-sentence";
import type { OnCallPerson } from "@/lib/on-call/on-call-sentences";
import type { RuleViolation } from "@/lib/people/separation-of-duties";
import type {
  Category,
  ChangeStatus,
  ChangeType,
  IncidentStatus,
  NamedRef,
  reviewOutcomes,
  rollbackOutcomes,
  triggers,
} from "@/lib/rules/record";
import type { ChangeStep, Step } from "@/lib/rules/rules";

/** Who did something, when (ISO 8601 in UTC), and at which index of the ledger; null until it is sequenced. These names are exported in `evidence.json`. */
export type AuditEntry = NamedRef & {
  readonly at: string;
  readonly place: number | null;
  /** The lead under whose delegation it was done. */
  readonly lender?: string;
  /** The token by which a machine did it for them. */
  readonly token?: string;
};

/** The name of the actor, with the delegation they acted under, or the token by which a machine acted for them. */
export const actorInFull = ({
  name,
  lender: delegator,
  token,
}: Pick<AuditEntry, "name" | "lender" | "token">): string => `${name}${actedUnder({ delegator, token })}`;

/** A rollback with its outcome and the instant at which it was said to have ended. */
export type Rollback = AuditEntry & { readonly outcome: (typeof rollbackOutcomes)[number]; readonly endedAt: string };

/** A lead's review of an emergency after the fact. */
export type ReviewAfter = AuditEntry & { readonly outcome: (typeof reviewOutcomes)[number] };

/** A finding of an incident that nobody has answered yet; due on a day (`YYYY-MM-DD`). */
type Unanswered = { readonly id: number; readonly owner: NamedRef; readonly dueOn: string };

/** A step that the rulebook refuses, and by what: `rule` is its row, null where it has none for where the record stood. */
export type ReportedViolation = AuditEntry &
  Pick<RuleViolation, "because" | "rule"> & { readonly of: string; readonly step: Step };

/**
 * The audit view of a change: who did what and when, from its events. Each entry is the newest of its kind in the last
 * revision; `null` where there is none, or where a return voided it. Exported, and hashed, in `evidence.json`.
 */
export type ChangeAudit = {
  readonly id: number;
  readonly number: string;
  readonly type: ChangeType;
  readonly status: ChangeStatus;
  readonly category: Category | null;
  readonly systems: readonly string[];
  readonly clients: readonly string[];
  /** Of an emergency that was reviewed: it had a category and a managed system then, or was ruled out of scope. Of others true. */
  readonly isScopeSettled: boolean;
  /** It stands in the view of a client and touches another, and its author does not share its words: they are left out. */
  readonly withheld: boolean;
  readonly trigger: (typeof triggers)[number] | null;
  /** The title of its catalogue entry. */
  readonly entry: string | null;
  readonly revision: number;
  readonly createdAt: string;
  /** The version of the policy under which it was opened. */
  readonly policyVersion: number;
  /** Draft or declaration: always there. */
  readonly requested: AuditEntry;
  readonly documented: AuditEntry | null;
  readonly submitted: AuditEntry | null;
  readonly reviewed: AuditEntry | null;
  readonly approved: AuditEntry | null;
  /** Approved by its reviewer, as routine. */
  readonly routine: boolean;
  readonly scheduled: AuditEntry | null;
  /** Start or declaration; an emergency's claimed start is `startedAt`. */
  readonly started: AuditEntry | null;
  /** Log, finish, stand_down. */
  readonly executed: (AuditEntry & { readonly step: ChangeStep }) | null;
  readonly verified: AuditEntry | null;
  readonly reviewedAfter: ReviewAfter | null;
  readonly failed: AuditEntry | null;
  readonly rolledBack: Rollback | null;
  readonly settled: AuditEntry | null;
  /** Reject, cancel or call_off. */
  readonly ended: (AuditEntry & { readonly step: ChangeStep }) | null;
  /** Each failure with its rollback, the oldest first. */
  readonly failures: readonly { readonly failed: AuditEntry; readonly rolledBack: Rollback | null }[];
  /** Each review after the fact, the oldest first. */
  readonly reviewsAfter: readonly ReviewAfter[];
  /** The lead who scheduled over a conflict or a freeze, in any revision. */
  readonly waived: readonly AuditEntry[];
  /** Who redacted which field of which record: the change, or one of its incidents. */
  readonly redacted: readonly (AuditEntry & { readonly of: string; readonly field: string })[];
  /** The lead who attested, in which incident, that another way reached the team in place of the alert. */
  readonly attested: readonly (AuditEntry & { readonly of: string })[];
  /** Of an emergency whose executor was not on call when it began: who was, and whether its documentation explains it. */
  readonly offRoster: (AuditEntry & { readonly rostered: readonly OnCallPerson[]; readonly explained: boolean }) | null;
  /** Whoever drafted, edited, took over or declared it, in any revision. */
  readonly authors: readonly NamedRef[];
  readonly windowStart: string | null;
  readonly windowEnd: string | null;
  /** Steps of the change (or of its incidents, `of`) that the rulebook refuses: somebody bypassed every guard. */
  readonly breaches: readonly ReportedViolation[];
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly failedAt: string | null;
  readonly rolledBackAt: string | null;
  readonly factsCompleteAt: string | null;
  /** Incidents of the change, with those of its findings that are not answered. */
  readonly incidents: readonly {
    readonly number: string;
    readonly status: IncidentStatus;
    readonly unanswered: readonly Unanswered[];
  }[];
  /** The numbers of the changes that follow it. */
  readonly followUps: readonly string[];
  /** The last event: its place in the log and its hash (hex). */
  readonly last: { readonly place: number | null; readonly hash: string };
  readonly events: number;
};

/** A free text of a record: itself, who redacted it and when, or that it is left out of a client's view. */
export type TextOrRedaction =
  | { readonly text: string }
  | { readonly redacted: { readonly by: string; readonly at: string } }
  | { readonly leftOut: true };

/** A free text entered with a step of the change or of one of its incidents (`of`). */
export type StepText = AuditEntry & {
  readonly of: string;
  readonly step: string;
  readonly field: string;
} & TextOrRedaction;

/** The free texts of a change: its facts as they are now, and those entered with its steps, oldest first. */
export type ChangeTexts = { readonly [F in ChangeTextField]: TextOrRedaction | null } & {
  readonly id: number;
  readonly number: string;
  readonly stepTexts: readonly StepText[];
};

/**
 * When the making of a change was over: when it was finished, called off, or reported as failed while it ran. What a
 * rollback takes afterwards is not counted, for no window applies to it (Failed: execute the rollback plan).
 */
export function endOfExecution({ executed, ended, startedAt, endedAt, failures }: ChangeAudit): string | null {
  if (startedAt === null) return null;
  if (executed || ended) return endedAt;
  return failures[0]?.failed.at ?? null;
}

/** Whether anything was changed: its execution is over or failed, and it was neither called off nor stood down. */
export const wasCarriedOut = ({ executed, failed }: ChangeAudit): boolean =>
  failed !== null || (executed !== null && executed.step !== "stand_down");

/** The newest text of that field said with one of those steps of the change itself. */
export const latestStepText = (
  { stepTexts, number }: Pick<ChangeTexts, "stepTexts" | "number">,
  steps: readonly string[],
  field: string,
): StepText | null =>
  stepTexts.findLast((one) => one.of === number && one.field === field && steps.includes(one.step)) ?? null;
