import type { NoticeKind } from "@/lib/rules/record";
import { oneLine } from "@/lib/text/plain-text";
import { dateIn } from "@/lib/time/dates";
import { age, tellDate, tellPlainly } from "@/lib/time/format";
import { minutesPerDay, type Notice } from "./notice";
import { deploysOf, labelled, lengths, plainSpan } from "./notice-parts";

/** The kinds of notices about freezes, halts, the catalogue, the policy, people and findings. */
export const registerNotices = {
  freeze_placed: {
    label: "A freeze was placed",
    clause: "normal-scheduled",
    definition: "When a lead places a freeze. To every operator.",
    usefulMinutes: 3 * minutesPerDay,
    content: ({ freeze, reason }, zone) => ({
      headline: `A freeze was placed${freeze?.name ? `: ${freeze.name}` : ""}`,
      paragraphs: [
        labelled("Covers", freeze?.covers, lengths.systems),
        freeze?.from && freeze.until ? `From ${plainSpan(freeze.from, freeze.until, zone)}.` : null,
        freeze?.repeats ? "It repeats within that time: its page lists when." : null,
        labelled("Reason", freeze?.reason ?? reason, lengths.short),
      ],
      links: [{ to: "Freezes", path: "/freezes" }],
    }),
  },
  halt_placed: {
    label: "Application deploys were halted",
    clause: "scope",
    definition: "When somebody places a halt. To every operator.",
    usefulMinutes: 3 * minutesPerDay,
    content: ({ halt }, zone) => ({
      headline: `Halted: ${deploysOf(halt)}`,
      paragraphs: [
        halt &&
          `Placed by ${oneLine(halt.by ?? "somebody", lengths.name)}${halt.placedAt ? `, ${tellPlainly(halt.placedAt, zone)}` : ""}.`,
        "Pipelines that ask are denied until it is lifted.",
        labelled("Reason", halt?.reason, lengths.short),
      ],
      links: toHalts,
    }),
  },
  halt_lifted: {
    label: "A halt was lifted",
    clause: "scope",
    definition: "When a halt of application deploys is lifted. To every operator.",
    usefulMinutes: 3 * minutesPerDay,
    content: ({ halt, reason }) => ({
      headline: `No longer halted: ${deploysOf(halt)}`,
      paragraphs: [
        halt?.by ? `Lifted by ${oneLine(halt.by, lengths.name)}.` : null,
        labelled("Reason", reason, lengths.short),
      ],
      links: toHalts,
    }),
  },
  halt_stands: {
    label: "A halt still stands",
    clause: "scope",
    definition: "Every 24 hours after a halt was placed, until it is lifted. To whoever placed it and every lead.",
    usefulMinutes: minutesPerDay,
    content: ({ halt, now }, zone) => ({
      headline: `Still halted: ${deploysOf(halt)}`,
      paragraphs: [
        halt?.placedAt
          ? `It has stood for ${age(halt.placedAt, now)}, since ${tellPlainly(halt.placedAt, zone)}.`
          : null,
        halt?.by ? `Placed by ${oneLine(halt.by, lengths.name)}.` : null,
        labelled("Reason", halt?.reason, lengths.short),
        "Lift it when its reason is gone.",
      ],
      links: toHalts,
    }),
  },
  entry_expiring: {
    label: "A catalogue entry expires in 14 days",
    clause: "standard",
    definition: "14 days before the last day of an approved entry. To whoever proposed it and every lead.",
    usefulMinutes: 15 * minutesPerDay,
    content: ({ entry }) => ({
      headline: `A catalogue entry expires soon: ${oneLine(entry?.title ?? "its title was redacted", lengths.name)}`,
      paragraphs: [
        entry?.expiresOn
          ? `Its last day is ${tellDate(entry.expiresOn)}. After it, nothing is made from the entry.`
          : null,
        "To keep it, propose a new version.",
      ],
      links: [{ to: "Catalogue", path: "/catalogue" }],
    }),
  },
  policy_review_due: {
    label: "The policy is due for review",
    clause: "exceptions",
    definition: "30 days before 12 months have passed since its last review. To every lead.",
    content: ({ policyDue, now }, zone) => ({
      headline: policyDue
        ? `The policy ${policyDue < dateIn(now, zone) ? "was" : "is"} due for review on ${tellDate(policyDue)}`
        : "The policy is due for review",
      paragraphs: [
        "It is reviewed every 12 months. An operations lead records the review, or puts a new text in force.",
      ],
      links: [{ to: "Policy", path: "/policy" }],
    }),
  },
  delegation_placed: {
    label: "The role of operations lead was lent",
    clause: "normal-approved",
    definition: "When a lead lends the role. To whoever it is lent to and every other lead.",
    usefulMinutes: 3 * minutesPerDay,
    content: ({ delegation }, zone) => ({
      headline: `Lent the role of operations lead: ${oneLine(delegation?.to ?? "somebody", lengths.name)}`,
      paragraphs: [
        delegation?.by ? `Lent by ${oneLine(delegation.by, lengths.name)}.` : null,
        delegation?.from && delegation.until ? `From ${plainSpan(delegation.from, delegation.until, zone)}.` : null,
        "Until then they may approve, reject, send back, review after the fact, settle and extend, but never what they wrote or reviewed.",
        labelled("Reason", delegation?.reason, lengths.short),
      ],
      links: [{ to: "People", path: "/people" }],
    }),
  },
  account_resembles: {
    label: "An account resembles another",
    clause: "normal-reviewed",
    definition: "When somebody signs in with the e-mail address of another account. To every lead but those two.",
    content: ({ account }) => ({
      headline: `Two accounts may be one person’s: ${oneLine(account?.name ?? "somebody", lengths.name)}`,
      paragraphs: [
        account?.name && account.other
          ? `${oneLine(account.name, lengths.name)} signed in with the e-mail address of another account, ${oneLine(account.other, lengths.name)}.`
          : "Somebody signed in with the e-mail address of another account.",
        "Neither can review or approve what the other wrote until an operations lead says that they are two people.",
      ],
      links: [{ to: "People", path: "/people" }],
    }),
  },
  findings_open: {
    label: "Open findings of the week",
    clause: "failed-incident",
    definition: "On Mondays at 08:00 of the site’s time zone. To each owner of findings that are not answered.",
    usefulMinutes: 2 * minutesPerDay,
    content: ({ findings, to, now }, zone) => ({
      headline: `${findings.length} open ${findings.length === 1 ? "finding" : "findings"}${to ? " of yours" : ""}`,
      paragraphs: findings.slice(0, shownFindings).map(({ incident, finding, due, owner }) => {
        const whose = to || !owner ? "" : ` (${oneLine(owner, lengths.name)})`;
        const until = due ? `, ${due < dateIn(now, zone) ? "was due" : "due"} ${tellDate(due)}` : "";
        return `${incident}: ${oneLine(finding ?? "redacted", lengths.headline)}${until}${whose}`;
      }),
      links: [...new Set(findings.map(({ incident }) => incident))]
        .slice(0, shownFindings)
        .map((incident) => ({ to: incident, path: `/incidents/${incident}` })),
    }),
  },
} satisfies Partial<Record<NoticeKind, Notice>>;

const toHalts = [{ to: "Halts", path: "/halts" }];
const shownFindings = 20;
