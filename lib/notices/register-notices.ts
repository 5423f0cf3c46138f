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
    definition: "When an operations lead places a freeze. To all operators.",
    usefulMinutes: 3 * minutesPerDay,
    content: ({ freeze, reason }, zone) => ({
      headline: `A freeze was placed${freeze?.name ? `: ${freeze.name}` : ""}`,
      paragraphs: [
        labelled("Covers", freeze?.covers, lengths.systems),
        freeze?.from && freeze.until ? `From ${plainSpan(freeze.from, freeze.until, zone)}.` : null,
        freeze?.repeats ? "The freeze repeats within that time; its page lists when." : null,
        labelled("Reason", freeze?.reason ?? reason, lengths.short),
      ],
      links: [{ to: "Freezes", path: "/freezes" }],
    }),
  },
  halt_placed: {
    label: "Application deploys were halted",
    clause: "scope",
    definition: "When somebody halts application deploys. To all operators.",
    usefulMinutes: 3 * minutesPerDay,
    content: ({ halt }, zone) => ({
      headline: `Halted: ${deploysOf(halt)}`,
      paragraphs: [
        halt &&
          `Placed by ${oneLine(halt.by ?? "somebody", lengths.name)}${halt.placedAt ? `, ${tellPlainly(halt.placedAt, zone)}` : ""}.`,
        "The gate denies pipelines that ask until the halt is lifted.",
        labelled("Reason", halt?.reason, lengths.short),
      ],
      links: toHalts,
    }),
  },
  halt_lifted: {
    label: "A halt was lifted",
    clause: "scope",
    definition: "When a halt of application deploys is lifted. To all operators.",
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
    label: "A halt is still active",
    clause: "scope",
    definition:
      "Every 24 hours after a halt was placed, until it is lifted. To the person who placed it and all operations leads.",
    usefulMinutes: minutesPerDay,
    content: ({ halt, now }, zone) => ({
      headline: `Still halted: ${deploysOf(halt)}`,
      paragraphs: [
        halt?.placedAt ? `Active for ${age(halt.placedAt, now)}, since ${tellPlainly(halt.placedAt, zone)}.` : null,
        halt?.by ? `Placed by ${oneLine(halt.by, lengths.name)}.` : null,
        labelled("Reason", halt?.reason, lengths.short),
        "Lift the halt when its reason no longer applies.",
      ],
      links: toHalts,
    }),
  },
  entry_expiring: {
    label: "A catalogue entry expires in 14 days",
    clause: "standard",
    definition:
      "14 days before the last day of an approved entry. To the person who proposed it and all operations leads.",
    usefulMinutes: 15 * minutesPerDay,
    content: ({ entry }) => ({
      headline: `A catalogue entry expires soon: ${oneLine(entry?.title ?? "its title was redacted", lengths.name)}`,
      paragraphs: [
        entry?.expiresOn
          ? `Its last day is ${tellDate(entry.expiresOn)}. After that, nobody can make a change from the entry.`
          : null,
        "To keep it, propose a new version.",
      ],
      links: [{ to: "Catalogue", path: "/catalogue" }],
    }),
  },
  policy_review_due: {
    label: "The policy is due for review",
    clause: "exceptions",
    definition: "30 days before the next review is due. To all operations leads.",
    content: ({ policyDue, now }, zone) => ({
      headline: policyDue
        ? `The policy ${policyDue < dateIn(now, zone) ? "was" : "is"} due for review on ${tellDate(policyDue)}`
        : "The policy is due for review",
      paragraphs: ["The policy is reviewed every 12 months. Record the review or publish a new version."],
      links: [{ to: "Policy", path: "/policy" }],
    }),
  },
  delegation_placed: {
    label: "Authority was delegated",
    clause: "normal-approved",
    definition: "When an operations lead delegates their authority. To the delegate and all other operations leads.",
    usefulMinutes: 3 * minutesPerDay,
    content: ({ delegation }, zone) => ({
      headline: `Delegated operations lead authority: ${oneLine(delegation?.to ?? "somebody", lengths.name)}`,
      paragraphs: [
        delegation?.by ? `Delegated by ${oneLine(delegation.by, lengths.name)}.` : null,
        delegation?.from && delegation.until ? `From ${plainSpan(delegation.from, delegation.until, zone)}.` : null,
        "Until then the delegate may approve, reject, send back, complete post-implementation reviews, close after rollback and extend windows, but never for changes they wrote or reviewed.",
        labelled("Reason", delegation?.reason, lengths.short),
      ],
      links: [{ to: "People", path: "/people" }],
    }),
  },
  account_resembles: {
    label: "An account resembles another",
    clause: "normal-reviewed",
    definition:
      "When somebody signs in with the e-mail address of another account. To all operations leads except those two.",
    content: ({ account }) => ({
      headline: `Two accounts may be one person’s: ${oneLine(account?.name ?? "somebody", lengths.name)}`,
      paragraphs: [
        account?.name && account.other
          ? `${oneLine(account.name, lengths.name)} signed in with the e-mail address of another account, ${oneLine(account.other, lengths.name)}.`
          : "Somebody signed in with the e-mail address of another account.",
        "Until an operations lead confirms that they are two people, neither can review or approve what the other wrote.",
      ],
      links: [{ to: "People", path: "/people" }],
    }),
  },
  findings_open: {
    label: "Open findings of the week",
    clause: "failed-incident",
    definition: "On Mondays at 08:00 in the site’s time zone. To each owner of open findings.",
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
