import { documentationDue } from "@/lib/changes/deadlines";
import { onCallPhrase } from "@/lib/on-call/on-call-sentences";
import { allowedActorsSentence } from "@/lib/refusals/allowed-actors-sentence";
import type { Clause } from "@/lib/rules/clauses";
import { stepLabels } from "@/lib/rules/labels";
import { isUnrecordedTrigger, type NamedRef } from "@/lib/rules/record";
import { clauseOf } from "@/lib/rules/rules";
import { joinList } from "@/lib/text/join-list";
import { dateInZone } from "@/lib/time/date-in-zone";
import { formatSeconds, secondsBetween, toMicroseconds } from "@/lib/time/exact-time";
import { formatDate, formatDateTime } from "@/lib/time/format";
import { type AuditEntry, type ChangeAudit, endOfExecution, type ReportedViolation } from "./change-audit";

/** The most serious first: what went past the policy, then what it did harm by, then what came late or was told another way. */
export const exceptionKinds = [
  "against_rulebook",
  "made_without_record",
  "not_justified",
  "rollback_incomplete",
  "off_roster",
  "scope_unsettled",
  "waived",
  "window_overrun",
  "documented_late",
  "verified_late",
  "alert_attested",
  "finding_overdue",
  "text_redacted",
  "called_off",
] as const;

export type ExceptionKind = (typeof exceptionKinds)[number];

type FoundException = {
  readonly sentence: string;
  readonly answers: NamedRef;
  readonly event: AuditEntry | null;
  readonly clause?: Clause;
};

type ExceptionDefinition = {
  readonly label: string;
  readonly clause: Clause;
  /** What is an exception of this kind. */
  readonly definition: string;
  readonly find: (audit: ChangeAudit, moment: ReportMoment) => readonly FoundException[];
};

const secondsPerDay = 86_400;

/** What counts as an exception: each kind with its clause, its definition, and how it is found. */
export const exceptionDefinitions: Record<ExceptionKind, ExceptionDefinition> = {
  against_rulebook: {
    label: "Against the rulebook",
    clause: "exceptions",
    definition:
      "A step that the rulebook refuses: taken without the role, by somebody whose earlier step bars them, or in the wrong status. Windlass allows no such step, so somebody bypassed the guards of the database. The person who took the step is accountable.",
    find: ({ breaches }, { zone }) =>
      breaches.flatMap((breach) =>
        foundException(
          `${breach.name} took “${stepLabels[breach.step].label}” of ${breach.of} on ${formatDateTime(breach.at, zone)}. ${violationSentence(breach)}`,
          breach,
          undefined,
          breach.rule?.clause,
        ),
      ),
  },
  documented_late: {
    label: "Documented late",
    clause: "emergency-documented",
    definition:
      "An emergency whose five facts were not complete 24 hours after its start. The person who declared it is accountable.",
    find: ({ type, startedAt, factsCompleteAt, requested, documented }, { now, zone }) => {
      if (type !== "emergency" || startedAt === null) return [];
      const due = documentationDue(startedAt);
      if ((factsCompleteAt ?? now) <= due) return [];
      const late = formatSeconds(secondsBetween(due, factsCompleteAt ?? now));
      return factsCompleteAt
        ? foundException(
            `The five facts were complete on ${formatDateTime(factsCompleteAt, zone)}, ${late} late.`,
            requested,
            documented,
          )
        : foundException(
            `The five facts were due on ${formatDateTime(due, zone)} and are still missing, ${late} late.`,
            requested,
            null,
          );
    },
  },
  off_roster: {
    label: "Executor not on call",
    clause: "emergency-executed",
    definition:
      "An emergency whose executor was not on call when the emergency began, by the roster as known at its declaration. The person who declared it is accountable.",
    find: ({ offRoster, requested }) =>
      offRoster
        ? foundException(
            `${requested.name} was not on call then: ${onCallPhrase(offRoster.rostered)}. ${offRoster.explained ? "The documentation explains it." : "It is not explained yet."}`,
            requested,
            { id: offRoster.id, name: offRoster.name, at: offRoster.at, place: offRoster.place },
          )
        : [],
  },
  scope_unsettled: {
    label: "Scope not confirmed",
    clause: "scope",
    definition:
      "An emergency closed without a category or a managed system, and not ruled out of scope by an operations lead. The person who reviewed it after the fact is accountable.",
    find: ({ isScopeSettled, reviewedAfter }, { zone }) =>
      reviewedAfter && !isScopeSettled
        ? foundException(
            `${reviewedAfter.name} closed the emergency on ${formatDateTime(reviewedAfter.at, zone)} without a category or a managed system.`,
            reviewedAfter,
          )
        : [],
  },
  made_without_record: {
    label: "Made without a record",
    clause: "exceptions",
    definition:
      "A change made before anybody recorded it, and declared afterwards. The person who declared it is accountable.",
    find: ({ trigger, requested, startedAt }, { zone }) =>
      isUnrecordedTrigger(trigger)
        ? foundException(
            `Made on ${formatDateTime(startedAt ?? requested.at, zone)}, and declared by ${requested.name} on ${formatDateTime(requested.at, zone)}.`,
            requested,
          )
        : [],
  },
  called_off: {
    label: "Called off",
    clause: "normal-executed",
    definition:
      "A change that was started, then ended because nothing was changed. The person who called it off is accountable.",
    find: ({ type, ended }, { zone }) =>
      ended?.step === "call_off"
        ? foundException(
            `${ended.name} called the change off on ${formatDateTime(ended.at, zone)}: nothing was changed.`,
            ended,
            ended,
            clauseOf("change", ended.step, type),
          )
        : [],
  },
  window_overrun: {
    label: "Window overrun",
    clause: "normal-scheduled",
    definition:
      "A change whose execution ended after its window, or is still in progress after it. A rollback has no window. The person who started it is accountable.",
    find: (audit, { now, zone }) => {
      const { windowEnd, started, executed, ended, failed } = audit;
      if (windowEnd === null || started === null) return [];
      const end = endOfExecution(audit);
      if (toMicroseconds(end ?? now) <= toMicroseconds(windowEnd)) return [];
      const over = formatSeconds(secondsBetween(windowEnd, end ?? now));
      const sentence = end
        ? `The window ended on ${formatDateTime(windowEnd, zone)}, the execution ${over} later.`
        : `The window ended on ${formatDateTime(windowEnd, zone)}; the change is still in progress ${over} later.`;
      return foundException(sentence, started, executed ?? ended ?? failed);
    },
  },
  waived: {
    label: "Conflict or freeze overridden",
    clause: "normal-scheduled",
    definition:
      "An operations lead overrode conflicts or freezes to schedule a change, in any revision. That lead is accountable.",
    find: ({ waived }, { zone }) =>
      waived.flatMap((entry) =>
        foundException(
          `${entry.name} overrode conflicts and freezes to schedule the change on ${formatDateTime(entry.at, zone)}.`,
          entry,
        ),
      ),
  },
  rollback_incomplete: {
    label: "Rollback partial or impossible",
    clause: "failed-rollback",
    definition:
      "A rollback that restored only part of the earlier state, or nothing. The person who rolled it back is accountable.",
    find: ({ failures }, { zone }) =>
      failures.flatMap(({ rolledBack }) =>
        rolledBack && rolledBack.outcome !== "complete"
          ? foundException(
              `${rolledBack.name} recorded a rollback that was ${rolledBack.outcome} on ${formatDateTime(rolledBack.at, zone)}.`,
              rolledBack,
            )
          : [],
      ),
  },
  alert_attested: {
    label: "Alert attested",
    clause: "failed-alert",
    definition:
      "A failure for which an operations lead confirmed that the team was told another way than by Slack. That lead is accountable.",
    find: ({ attested }, { zone }) =>
      attested.flatMap((entry) =>
        foundException(
          `${entry.name} attested in ${entry.of} on ${formatDateTime(entry.at, zone)} that the team was told another way.`,
          entry,
        ),
      ),
  },
  not_justified: {
    label: "Emergency not justified",
    clause: "emergency",
    definition:
      "An emergency that its post-implementation review found not justified. The person who declared it is accountable.",
    find: ({ reviewsAfter, requested, followUps }, { zone }) =>
      reviewsAfter.flatMap((review) =>
        review.outcome === "not_justified"
          ? foundException(
              `${review.name} reviewed the emergency on ${formatDateTime(review.at, zone)}: not justified. ${followUpsSentence(followUps)}`,
              requested,
              review,
            )
          : [],
      ),
  },
  verified_late: {
    label: "Verified late",
    clause: "normal-verified",
    definition:
      "A normal change verified more than 24 hours after its execution, or not verified yet. The person who executed it is accountable.",
    find: ({ type, status, executed, endedAt, verified }, { now, zone }) => {
      if (type !== "normal" || !executed || !endedAt || (!verified && status !== "executed")) return [];
      const at = verified?.at ?? now;
      if (toMicroseconds(at) - toMicroseconds(endedAt) <= secondsPerDay * 1_000_000) return [];
      const late = formatSeconds(secondsBetween(endedAt, at));
      return verified
        ? foundException(
            `${verified.name} verified the change on ${formatDateTime(at, zone)}, ${late} after its execution.`,
            executed,
            verified,
          )
        : foundException(
            `The execution ended on ${formatDateTime(endedAt, zone)}; the change is still not verified ${late} later.`,
            executed,
            null,
          );
    },
  },
  finding_overdue: {
    label: "Finding overdue",
    clause: "failed-incident",
    definition:
      "A finding of the change’s incident that is past its due date and not resolved. Its owner is accountable.",
    find: ({ incidents }, { now, zone }) => {
      if (incidents.every(({ unanswered }) => unanswered.length === 0)) return [];
      const today = dateInZone(now, zone);
      return incidents.flatMap(({ number, unanswered }) =>
        unanswered.flatMap(({ owner, dueOn }) =>
          dueOn < today
            ? foundException(`A finding of ${number} was due on ${formatDate(dueOn)} and is not resolved.`, owner, null)
            : [],
        ),
      );
    },
  },
  text_redacted: {
    label: "Text redacted",
    clause: "records",
    definition:
      "A text of the record or its incident that an operations lead redacted for good. That lead is accountable.",
    find: ({ redacted }, { zone }) =>
      redacted.flatMap((entry) =>
        foundException(
          `${entry.name} redacted “${entry.field}” of ${entry.of} on ${formatDateTime(entry.at, zone)}.`,
          entry,
        ),
      ),
  },
};

function foundException(
  sentence: string,
  answers: NamedRef & Partial<AuditEntry>,
  event?: AuditEntry | null,
  clause?: Clause,
): readonly FoundException[] {
  return [{ sentence, answers, event: event === undefined ? auditEntryOf(answers) : event, ...(clause && { clause }) }];
}

const violationSentence = ({ because: cause, rule }: ReportedViolation): string => {
  if (cause === "entry") return "Its catalogue entry is not of the kind that this step needs.";
  return cause === "who" && rule ? allowedActorsSentence(rule) : "No rule allows the step from the status before it.";
};

const followUpsSentence = (numbers: readonly string[]): string =>
  numbers.length === 0
    ? "No change follows it."
    : `${joinList(numbers, "and")} ${numbers.length === 1 ? "follows" : "follow"} it.`;

/** The moment of the report, and the site's time zone: times are shown in it, and days end by it. */
export type ReportMoment = { readonly now: string; readonly zone: string };

const auditEntryOf = ({ id, name, at, place: logIndex }: NamedRef & Partial<AuditEntry>): AuditEntry | null =>
  at === undefined || logIndex === undefined ? null : { id, name, at, place: logIndex };
