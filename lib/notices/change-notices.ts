import { documentationDue } from "@/lib/changes/deadlines";
import type { NoticeKind } from "@/lib/rules/record";
import { lasting, tellPlainly } from "@/lib/time/format";
import type { DueNotice } from "./due-notice";
import { minutesPerDay, type Notice, type NoticeContent } from "./notice";
import { by, labelled, lengths, of, opening, reportedBy, systemsOf, toChange, windowOf } from "./notice-parts";

/** The kinds of notices about changes. */
export const changeNotices = {
  change_failed: {
    label: "A change failed",
    clause: "failed-alert",
    definition: "When a problem is reported. To all operators.",
    mandatory: true,
    content: (due, zone) => ({
      headline: of(due, "failed"),
      paragraphs: [
        reportedBy(due, zone),
        systemsOf(due.change),
        labelled("What was done", due.change?.what, lengths.short),
        labelled("What went wrong", due.reason, lengths.short),
        labelled("Rollback plan", due.change?.rollbackPlan, lengths.long) ?? "Rollback plan: none, or redacted.",
      ],
      links: [...toChange(due), ...(due.incident ? [{ to: "Incident", path: `/incidents/${due.incident}` }] : [])],
    }),
  },
  emergency_declared: {
    label: "An emergency was declared",
    clause: "emergency-executed",
    definition: "When an emergency is declared. To all operators.",
    usefulMinutes: 3 * minutesPerDay,
    content: (due, zone) => ({
      headline: of(due, "is an emergency"),
      paragraphs: [
        by("Declared by", due),
        due.change?.startedAt ? `Began ${tellPlainly(due.change.startedAt, zone)}.` : null,
        systemsOf(due.change),
        labelled("What is being done", due.change?.what, lengths.short),
      ],
      links: toChange(due),
    }),
  },
  documentation_due: {
    label: "Documentation is due in 12 hours",
    clause: "emergency-documented",
    definition: "12 hours after an emergency began, if its five facts are not complete. To the person who declared it.",
    usefulMinutes: 8 * 60,
    content: (due, zone) => documentation(due, zone),
  },
  documentation_pressing: {
    label: "Documentation is due in 4 hours",
    clause: "emergency-documented",
    definition: "20 hours after an emergency began, if its five facts are not complete. To the person who declared it.",
    usefulMinutes: 4 * 60,
    content: (due, zone) => documentation(due, zone),
  },
  documentation_overdue: {
    label: "Documentation is overdue",
    clause: "emergency-documented",
    definition:
      "24 hours after an emergency began, if its five facts are not complete. To the person who declared it and all operations leads.",
    content: (due, zone) => documentation(due, zone),
  },
  review_waiting: {
    label: "A change waits for your review",
    clause: "normal-reviewed",
    definition: "When a change is submitted. To all reviewers who did not write any of it.",
    usefulMinutes: 3 * minutesPerDay,
    content: (due) => ({
      headline: of(due, "waits for a reviewer"),
      paragraphs: [by("Submitted by", due), systemsOf(due.change)],
      links: toChange(due),
    }),
  },
  approval_waiting: {
    label: "A change waits for your approval",
    clause: "normal-approved",
    definition: "When a change is reviewed. To all operations leads who did not write or review it.",
    usefulMinutes: 3 * minutesPerDay,
    content: (due) => ({
      headline: of(due, "waits for approval"),
      paragraphs: [by("Reviewed by", due), systemsOf(due.change)],
      links: toChange(due),
    }),
  },
  after_review_waiting: {
    label: "An emergency waits for your review",
    clause: "emergency-reviewed",
    definition: "When an emergency is documented. To all operations leads who took no part in it.",
    usefulMinutes: 3 * minutesPerDay,
    content: (due) => ({
      headline: of(due, "waits for its post-implementation review"),
      paragraphs: [by("Documented by", due), systemsOf(due.change)],
      links: toChange(due),
    }),
  },
  window_opening: {
    label: "A window opens in 15 minutes",
    clause: "normal-scheduled",
    definition: "15 minutes before the window of a scheduled change. To the implementer, or else the author.",
    usefulMinutes: 15,
    content: (due, zone) => ({
      headline: of(due, opening(due)),
      paragraphs: [windowOf(due, zone), systemsOf(due.change)],
      links: toChange(due),
    }),
  },
  window_overrun: {
    label: "A change overruns its window",
    clause: "normal-scheduled",
    definition: "When the window of a change in progress ends. To the person who started it.",
    usefulMinutes: minutesPerDay,
    content: (due, zone) => ({
      headline: of(due, "overruns its window"),
      paragraphs: [windowOf(due, zone), systemsOf(due.change)],
      links: toChange(due),
    }),
  },
} satisfies Partial<Record<NoticeKind, Notice>>;

function documentation(due: DueNotice, zone: string): NoticeContent {
  const until = due.change?.startedAt ? documentationDue(due.change.startedAt) : null;
  const isLate = until !== null && Date.parse(until) <= Date.parse(due.now);
  const left = until && !isLate ? ` in ${lasting(due.now, until)}` : "";
  return {
    headline: of(due, isLate ? "is overdue for documentation" : `must be documented${left}`),
    paragraphs: [
      until && `The 24 hours ${isLate ? "ended" : "end"} ${tellPlainly(until, zone)}.`,
      isLate ? "You can still document it; it stays marked as late." : null,
      systemsOf(due.change),
    ],
    links: toChange(due),
  };
}
