import { documentationDue } from "@/lib/changes/deadlines";
import { isStep, statusLabels, stepLabels } from "@/lib/rules/labels";
import type { NoticeKind } from "@/lib/rules/record";
import { joinList } from "@/lib/text/join-list";
import { toOneLine } from "@/lib/text/plain-text";
import { formatDateTime, formatDuration } from "@/lib/time/format";
import type { DueNotice } from "./due-notice";
import { minutesPerDay, type NoticeContent, type NoticeDefinition } from "./notice-definition";
import {
  actorSentence,
  changeLinks,
  headlineFor,
  labelledText,
  maxLengths,
  openingPhrase,
  reportedBySentence,
  systemsLine,
  windowLine,
} from "./notice-parts";

/** The kinds of notices about changes. */
export const changeNotices = {
  change_failed: {
    label: "A change failed",
    clause: "failed-alert",
    definition: "When a problem is reported. To all operators.",
    mandatory: true,
    content: (due, zone) => ({
      headline: headlineFor(due, "failed"),
      paragraphs: [
        reportedBySentence(due, zone),
        systemsLine(due.change),
        labelledText("What was done", due.change?.what, maxLengths.short),
        labelledText("What went wrong", due.reason, maxLengths.short),
        labelledText("Rollback plan", due.change?.rollbackPlan, maxLengths.long) ?? "Rollback plan: none, or redacted.",
      ],
      links: [...changeLinks(due), ...(due.incident ? [{ to: "Incident", path: `/incidents/${due.incident}` }] : [])],
    }),
  },
  emergency_declared: {
    label: "An emergency was declared",
    clause: "emergency-executed",
    definition: "When an emergency is declared. To all operators.",
    usefulMinutes: 3 * minutesPerDay,
    content: (due, zone) => ({
      headline: headlineFor(due, "is an emergency"),
      paragraphs: [
        actorSentence("Declared by", due),
        due.change?.startedAt ? `Began ${formatDateTime(due.change.startedAt, zone)}.` : null,
        systemsLine(due.change),
        labelledText("What is being done", due.change?.what, maxLengths.short),
      ],
      links: changeLinks(due),
    }),
  },
  documentation_due: {
    label: "Documentation is due in 12 hours",
    clause: "emergency-documented",
    definition: "12 hours after an emergency began, if its five facts are not complete. To the person who declared it.",
    usefulMinutes: 8 * 60,
    content: (due, zone) => documentationContent(due, zone),
  },
  documentation_pressing: {
    label: "Documentation is due in 4 hours",
    clause: "emergency-documented",
    definition: "20 hours after an emergency began, if its five facts are not complete. To the person who declared it.",
    usefulMinutes: 4 * 60,
    content: (due, zone) => documentationContent(due, zone),
  },
  documentation_overdue: {
    label: "Documentation is overdue",
    clause: "emergency-documented",
    definition:
      "24 hours after an emergency began, if its five facts are not complete. To the person who declared it and all operations leads.",
    content: (due, zone) => documentationContent(due, zone),
  },
  review_waiting: {
    label: "A change waits for your review",
    clause: "normal-reviewed",
    definition: "When a change is submitted. To all reviewers who did not write any of it.",
    usefulMinutes: 3 * minutesPerDay,
    content: (due) => ({
      headline: headlineFor(due, "waits for a reviewer"),
      paragraphs: [actorSentence("Submitted by", due), systemsLine(due.change)],
      links: changeLinks(due),
    }),
  },
  approval_waiting: {
    label: "A change waits for your approval",
    clause: "normal-approved",
    definition: "When a change is reviewed. To all operations leads who did not write or review it.",
    usefulMinutes: 3 * minutesPerDay,
    content: (due) => ({
      headline: headlineFor(due, "waits for approval"),
      paragraphs: [actorSentence("Reviewed by", due), systemsLine(due.change)],
      links: changeLinks(due),
    }),
  },
  after_review_waiting: {
    label: "An emergency waits for your review",
    clause: "emergency-reviewed",
    definition: "When an emergency is documented. To all operations leads who took no part in it.",
    usefulMinutes: 3 * minutesPerDay,
    content: (due) => ({
      headline: headlineFor(due, "waits for its post-implementation review"),
      paragraphs: [actorSentence("Documented by", due), systemsLine(due.change)],
      links: changeLinks(due),
    }),
  },
  window_opening: {
    label: "A window opens in 15 minutes",
    clause: "normal-scheduled",
    definition: "15 minutes before the window of a scheduled change. To the implementer, or else the author.",
    usefulMinutes: 15,
    content: (due, zone) => ({
      headline: headlineFor(due, openingPhrase(due)),
      paragraphs: [windowLine(due, zone), systemsLine(due.change)],
      links: changeLinks(due),
    }),
  },
  window_overrun: {
    label: "A change overruns its window",
    clause: "normal-scheduled",
    definition: "When the window of a change in progress ends. To the person who started it.",
    usefulMinutes: minutesPerDay,
    content: (due, zone) => ({
      headline: headlineFor(due, "overruns its window"),
      paragraphs: [windowLine(due, zone), systemsLine(due.change)],
      links: changeLinks(due),
    }),
  },
  named_in_note: {
    label: "A note names you",
    clause: "records",
    definition: "When a note names you with an @. To the people named.",
    usefulMinutes: 3 * minutesPerDay,
    content: (due) => ({
      headline: headlineFor(due, `has a note for ${due.to ? "you" : joinList(due.named ?? [], "and")}`),
      paragraphs: [
        actorSentence("Written by", due),
        labelledText("Note", due.comment, maxLengths.short),
        systemsLine(due.change),
      ],
      links: changeLinks(due),
    }),
  },
  watched_step: {
    label: "A step of what you watch",
    clause: "records",
    definition:
      "When somebody else takes a step of a change that you watch, or of one that touches a system or client that you watch. To whoever watches it.",
    personal: true,
    usefulMinutes: minutesPerDay,
    content: (due) => ({
      headline: headlineFor(due, `is now ${statusLabelOf(due.change?.status)}`),
      paragraphs: [
        due.step && isStep(due.step) && due.change?.by
          ? `${toOneLine(due.change.by, maxLengths.name)} ${stepLabels[due.step].pastTense}.`
          : null,
        systemsLine(due.change),
        "You get this because you watch the change, a system or a client.",
      ],
      links: [...changeLinks(due), { to: "What you watch", path: "/people#watched" }],
    }),
  },
} satisfies Partial<Record<NoticeKind, NoticeDefinition>>;

const statusLabelOf = (status: string | undefined): string =>
  status && status in statusLabels ? statusLabels[status as keyof typeof statusLabels] : "in another status";

function documentationContent(due: DueNotice, zone: string): NoticeContent {
  const until = due.change?.startedAt ? documentationDue(due.change.startedAt) : null;
  const isLate = until !== null && Date.parse(until) <= Date.parse(due.now);
  const left = until && !isLate ? ` in ${formatDuration(due.now, until)}` : "";
  return {
    headline: headlineFor(due, isLate ? "is overdue for documentation" : `must be documented${left}`),
    paragraphs: [
      until && `The 24 hours ${isLate ? "ended" : "end"} ${formatDateTime(until, zone)}.`,
      isLate ? "You can still document it; it stays marked as late." : null,
      systemsLine(due.change),
    ],
    links: changeLinks(due),
  };
}
