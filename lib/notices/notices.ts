import type { Clause } from "@/lib/rules/clauses";
import { type NoticeKind, noticeKinds } from "@/lib/rules/record";

/** The alert of which the policy speaks: until it reached the team, a failure is not settled. */
export const failureAlert = "change_failed" satisfies NoticeKind;

type Notice = {
  readonly label: string;
  readonly clause: Clause;
  /** When it is sent, and to whom. */
  readonly definition: string;
  /** Nobody can switch it off, and it waits for a channel that is not there yet. */
  readonly mandatory?: true;
  /** After how many minutes it would tell nobody anything, counted from its cause; none: it is always of use. */
  readonly usefulMinutes?: number;
};

const day = 24 * 60;

/** Every kind of notice: Slack is told of all of them, and each person by e-mail of those that they want. */
export const notices: Record<NoticeKind, Notice> = {
  change_failed: {
    label: "A change failed",
    clause: "failed-alert",
    definition: "When a problem is reported. To every operator.",
    mandatory: true,
  },
  emergency_declared: {
    label: "An emergency was declared",
    clause: "emergency-executed",
    definition: "When it is declared. To every operator.",
    usefulMinutes: 3 * day,
  },
  documentation_due: {
    label: "Documentation is due in 12 hours",
    clause: "emergency-documented",
    definition: "12 hours after an emergency began, while its five facts are not complete. To whoever declared it.",
    usefulMinutes: 8 * 60,
  },
  documentation_pressing: {
    label: "Documentation is due in 4 hours",
    clause: "emergency-documented",
    definition: "20 hours after an emergency began, while its five facts are not complete. To whoever declared it.",
    usefulMinutes: 4 * 60,
  },
  documentation_overdue: {
    label: "Documentation is overdue",
    clause: "emergency-documented",
    definition:
      "24 hours after an emergency began, while its five facts are not complete. To whoever declared it and every lead.",
  },
  review_waiting: {
    label: "A change waits for your review",
    clause: "normal-reviewed",
    definition: "When a change is submitted. To every reviewer who wrote none of it.",
    usefulMinutes: 3 * day,
  },
  approval_waiting: {
    label: "A change waits for your approval",
    clause: "normal-approved",
    definition: "When a change is reviewed. To every operations lead who neither wrote nor reviewed it.",
    usefulMinutes: 3 * day,
  },
  after_review_waiting: {
    label: "An emergency waits for your review",
    clause: "emergency-reviewed",
    definition: "When an emergency is documented. To every operations lead who took no part in it.",
    usefulMinutes: 3 * day,
  },
  window_opening: {
    label: "A window opens in 15 minutes",
    clause: "normal-scheduled",
    definition: "15 minutes before the window of a scheduled change. To whoever is to carry it out, else its author.",
    usefulMinutes: 15,
  },
  window_overrun: {
    label: "A change overruns its window",
    clause: "normal-scheduled",
    definition: "When the window of a change that is in progress ends. To whoever started it.",
    usefulMinutes: day,
  },
  freeze_placed: {
    label: "A freeze was placed",
    clause: "normal-scheduled",
    definition: "When a lead places a freeze. To every operator.",
    usefulMinutes: 3 * day,
  },
  halt_placed: {
    label: "Application deploys were halted",
    clause: "scope",
    definition: "When somebody places a halt. To every operator.",
    usefulMinutes: 3 * day,
  },
  halt_lifted: {
    label: "A halt was lifted",
    clause: "scope",
    definition: "When a halt of application deploys is lifted. To every operator.",
    usefulMinutes: 3 * day,
  },
  halt_stands: {
    label: "A halt still stands",
    clause: "scope",
    definition: "Every 24 hours after a halt was placed, until it is lifted. To whoever placed it and every lead.",
    usefulMinutes: day,
  },
  entry_expiring: {
    label: "A catalogue entry expires in 14 days",
    clause: "standard",
    definition: "14 days before the last day of an approved entry. To whoever proposed it and every lead.",
    usefulMinutes: 15 * day,
  },
  policy_review_due: {
    label: "The policy is due for review",
    clause: "exceptions",
    definition: "30 days before 12 months have passed since its last review. To every lead.",
  },
  delegation_placed: {
    label: "The role of operations lead was lent",
    clause: "normal-approved",
    definition: "When a lead lends the role. To whoever it is lent to and every other lead.",
    usefulMinutes: 3 * day,
  },
  account_resembles: {
    label: "An account resembles another",
    clause: "normal-reviewed",
    definition: "When somebody signs in with the e-mail address of another account. To every lead but those two.",
  },
  findings_open: {
    label: "Open findings of the week",
    clause: "failed-incident",
    definition: "On Mondays at 08:00 of the site’s time zone. To each owner of findings that are not answered.",
    usefulMinutes: 2 * day,
  },
};

/** How many kinds of e-mail a person wants: "all 12", "3 of 12". What nobody can switch off counts. */
export function wantedWords(wanted: readonly NoticeKind[]): string {
  const got = noticeKinds.filter((kind) => notices[kind].mandatory || wanted.includes(kind)).length;
  return got === noticeKinds.length ? `all ${got}` : `${got} of ${noticeKinds.length}`;
}

const isNoticeKind = (word: string): word is NoticeKind => noticeKinds.some((kind) => kind === word);

/** A kind of notice as one of several to choose from; what nobody can switch off is fixed. */
export function noticeChoice(kind: string) {
  if (!isNoticeKind(kind)) return { value: kind, label: kind };
  const { label, definition, mandatory } = notices[kind];
  return mandatory
    ? { value: kind, label, hint: `${definition} Nobody can switch it off.`, fixed: true }
    : { value: kind, label, hint: definition };
}
