import { documentationDue } from "@/lib/changes/deadlines";
import { onCallWas } from "@/lib/on-call/on-call";
import { onlyWho } from "@/lib/refusals/who-sentence";
import type { Clause } from "@/lib/rules/clauses";
import { isWithoutRecord, type Named } from "@/lib/rules/record";
import { clauseOf } from "@/lib/rules/rules";
import { stepWords } from "@/lib/rules/words";
import { list } from "@/lib/text/list";
import { dateIn } from "@/lib/time/dates";
import { microsOf, secondsBetween, tellSeconds } from "@/lib/time/exact-time";
import { tellDate, tellPlainly } from "@/lib/time/format";
import { type Against, type Deed, endOfExecution, type Trace } from "./trace";

/** The gravest first. */
export const exceptionKinds = [
  "against_rulebook",
  "documented_late",
  "off_roster",
  "scope_unsettled",
  "made_without_record",
  "called_off",
  "window_overrun",
  "waived",
  "rollback_incomplete",
  "alert_attested",
  "not_justified",
  "verified_late",
  "finding_overdue",
  "text_redacted",
] as const;

export type ExceptionKind = (typeof exceptionKinds)[number];

type Found = {
  readonly sentence: string;
  readonly answers: Named;
  readonly event: Deed | null;
  readonly clause?: Clause;
};

type Kind = {
  readonly label: string;
  readonly clause: Clause;
  /** What is an exception of this kind. */
  readonly definition: string;
  readonly find: (trace: Trace, moment: Moment) => readonly Found[];
};

const dayLong = 86_400;

/** What counts as an exception: each kind with its clause, its definition, and how it is found. */
export const kindsOfExceptions: Record<ExceptionKind, Kind> = {
  against_rulebook: {
    label: "Against the rulebook",
    clause: "exceptions",
    definition:
      "A step that the rulebook refuses: taken without the role, by somebody whose earlier step bars them, or in the wrong status. Windlass allows no such step, so the database was changed past its guards. Whoever took the step answers.",
    find: ({ breaches }, { zone }) =>
      breaches.flatMap((breach) =>
        found(
          `${breach.name} took “${stepWords[breach.step].label}” of ${breach.of} on ${tellPlainly(breach.at, zone)}. ${refusedBy(breach)}`,
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
      "An emergency whose five facts were not complete 24 hours after its start. Whoever declared it answers.",
    find: ({ type, startedAt, factsCompleteAt, requested, documented }, { now, zone }) => {
      if (type !== "emergency" || startedAt === null) return [];
      const due = documentationDue(startedAt);
      if ((factsCompleteAt ?? now) <= due) return [];
      const late = tellSeconds(secondsBetween(due, factsCompleteAt ?? now));
      return factsCompleteAt
        ? found(
            `Its facts were complete on ${tellPlainly(factsCompleteAt, zone)}, ${late} late.`,
            requested,
            documented,
          )
        : found(
            `Its facts were due on ${tellPlainly(due, zone)} and are still missing, ${late} late.`,
            requested,
            null,
          );
    },
  },
  off_roster: {
    label: "Executor not on call",
    clause: "emergency-executed",
    definition:
      "An emergency whose executor was not on call when the emergency began, by the roster as known at its declaration. Whoever declared it answers.",
    find: ({ offRoster, requested }) =>
      offRoster
        ? found(
            `${requested.name} was not on call then: ${onCallWas(offRoster.rostered)}. ${offRoster.explained ? "The documentation explains it." : "It is not explained yet."}`,
            requested,
            { id: offRoster.id, name: offRoster.name, at: offRoster.at, place: offRoster.place },
          )
        : [],
  },
  scope_unsettled: {
    label: "Scope not settled",
    clause: "scope",
    definition:
      "An emergency closed without a category or a managed system, and not ruled out of scope by an operations lead. Whoever reviewed it after the fact answers.",
    find: ({ isScopeSettled, reviewedAfter }, { zone }) =>
      reviewedAfter && !isScopeSettled
        ? found(
            `${reviewedAfter.name} closed it on ${tellPlainly(reviewedAfter.at, zone)} without a category or a managed system.`,
            reviewedAfter,
          )
        : [],
  },
  made_without_record: {
    label: "Made without a record",
    clause: "exceptions",
    definition: "A change made before anybody recorded it, and declared afterwards. Whoever declared it answers.",
    find: ({ trigger, requested, startedAt }, { zone }) =>
      isWithoutRecord(trigger)
        ? found(
            `${requested.name} declared on ${tellPlainly(requested.at, zone)} what was made on ${tellPlainly(startedAt ?? requested.at, zone)}.`,
            requested,
          )
        : [],
  },
  called_off: {
    label: "Called off",
    clause: "normal-executed",
    definition: "A change that was started, then ended because nothing was changed. Whoever called it off answers.",
    find: ({ type, ended }, { zone }) =>
      ended?.step === "call_off"
        ? found(
            `${ended.name} called it off on ${tellPlainly(ended.at, zone)}: nothing was changed.`,
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
      "A change whose execution ended after its window, or is still in progress after it. A rollback has no window. Whoever started it answers.",
    find: (trace, { now, zone }) => {
      const { windowEnd, started, executed, ended, failed } = trace;
      if (windowEnd === null || started === null) return [];
      const end = endOfExecution(trace);
      if (microsOf(end ?? now) <= microsOf(windowEnd)) return [];
      const over = tellSeconds(secondsBetween(windowEnd, end ?? now));
      const sentence = end
        ? `Its window ended on ${tellPlainly(windowEnd, zone)}; it ended ${over} later.`
        : `Its window ended on ${tellPlainly(windowEnd, zone)}; it still runs, ${over} later.`;
      return found(sentence, started, executed ?? ended ?? failed);
    },
  },
  waived: {
    label: "Conflict or freeze overridden",
    clause: "normal-scheduled",
    definition:
      "An operations lead overrode conflicts or freezes to schedule a change, in any revision. That lead answers.",
    find: ({ waived }, { zone }) =>
      waived.flatMap((deed) =>
        found(`${deed.name} scheduled it over conflicts and freezes on ${tellPlainly(deed.at, zone)}.`, deed),
      ),
  },
  rollback_incomplete: {
    label: "Rollback partial or impossible",
    clause: "failed-rollback",
    definition: "A rollback that restored only part of the earlier state, or nothing. Whoever rolled it back answers.",
    find: ({ failures }, { zone }) =>
      failures.flatMap(({ rolledBack }) =>
        rolledBack && rolledBack.outcome !== "complete"
          ? found(
              `${rolledBack.name} recorded a rollback that was ${rolledBack.outcome} on ${tellPlainly(rolledBack.at, zone)}.`,
              rolledBack,
            )
          : [],
      ),
  },
  alert_attested: {
    label: "Alert attested",
    clause: "failed-alert",
    definition:
      "A failure for which an operations lead confirmed that the team was told another way than by Slack. That lead answers.",
    find: ({ attested }, { zone }) =>
      attested.flatMap((deed) =>
        found(
          `${deed.name} attested in ${deed.of} on ${tellPlainly(deed.at, zone)} that the team was told in another way.`,
          deed,
        ),
      ),
  },
  not_justified: {
    label: "Emergency not justified",
    clause: "emergency",
    definition: "An emergency that its post-implementation review found not justified. Whoever declared it answers.",
    find: ({ reviewsAfter, requested, followUps }, { zone }) =>
      reviewsAfter.flatMap((review) =>
        review.outcome === "not_justified"
          ? found(
              `${review.name} reviewed it on ${tellPlainly(review.at, zone)}: not justified. ${tellFollowUps(followUps)}`,
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
      "A normal change verified more than 24 hours after its execution, or not verified yet. Whoever executed it answers.",
    find: ({ type, status, executed, endedAt, verified }, { now, zone }) => {
      if (type !== "normal" || !executed || !endedAt || (!verified && status !== "executed")) return [];
      const at = verified?.at ?? now;
      if (microsOf(at) - microsOf(endedAt) <= dayLong * 1_000_000) return [];
      const late = tellSeconds(secondsBetween(endedAt, at));
      return verified
        ? found(`${verified.name} verified it on ${tellPlainly(at, zone)}, ${late} after it ended.`, executed, verified)
        : found(`It ended on ${tellPlainly(endedAt, zone)} and is not verified, ${late} later.`, executed, null);
    },
  },
  finding_overdue: {
    label: "Finding overdue",
    clause: "failed-incident",
    definition: "A finding of the change’s incident that is past its due date and not answered. Its owner answers.",
    find: ({ incidents }, { now, zone }) => {
      if (incidents.every(({ unanswered }) => unanswered.length === 0)) return [];
      const today = dateIn(now, zone);
      return incidents.flatMap(({ number, unanswered }) =>
        unanswered.flatMap(({ owner, dueOn }) =>
          dueOn < today
            ? found(`A finding of ${number} was due on ${tellDate(dueOn)} and is not answered.`, owner, null)
            : [],
        ),
      );
    },
  },
  text_redacted: {
    label: "Text redacted",
    clause: "records",
    definition: "A text of the record or its incident that an operations lead redacted for good. That lead answers.",
    find: ({ redacted }, { zone }) =>
      redacted.flatMap((deed) =>
        found(`${deed.name} redacted “${deed.field}” of ${deed.of} on ${tellPlainly(deed.at, zone)}.`, deed),
      ),
  },
};

function found(
  sentence: string,
  answers: Named & Partial<Deed>,
  event?: Deed | null,
  clause?: Clause,
): readonly Found[] {
  return [{ sentence, answers, event: event === undefined ? deedOf(answers) : event, ...(clause && { clause }) }];
}

const refusedBy = ({ because, rule }: Against): string => {
  if (because === "entry") return "Its catalogue entry is not of the kind that this takes.";
  return because === "who" && rule ? onlyWho(rule) : "No rule takes it from where that stood.";
};

const tellFollowUps = (numbers: readonly string[]): string =>
  numbers.length === 0
    ? "No change follows it."
    : `${list(numbers, "and")} ${numbers.length === 1 ? "follows" : "follow"} it.`;

/** The moment of the report, and the site's time zone: times are told in it, and days end by it. */
export type Moment = { readonly now: string; readonly zone: string };

const deedOf = ({ id, name, at, place }: Named & Partial<Deed>): Deed | null =>
  at === undefined || place === undefined ? null : { id, name, at, place };
