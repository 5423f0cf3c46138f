import type { NoticeKind } from "@/lib/rules/record";
import { toOneLine } from "@/lib/text/plain-text";
import { dateInZone } from "@/lib/time/date-in-zone";
import { formatAge, formatDate, formatDateTime } from "@/lib/time/format";
import { minutesPerDay, type NoticeDefinition } from "./notice-definition";
import { formatPlainRange, haltedDeploysOf, labelledText, maxLengths } from "./notice-parts";

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
        labelledText("Covers", freeze?.covers, maxLengths.systems),
        freeze?.from && freeze.until ? `From ${formatPlainRange(freeze.from, freeze.until, zone)}.` : null,
        freeze?.repeats ? "The freeze repeats within that time; its page lists when." : null,
        labelledText("Reason", freeze?.reason ?? reason, maxLengths.short),
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
      headline: `Halted: ${haltedDeploysOf(halt)}`,
      paragraphs: [
        halt &&
          `Placed by ${toOneLine(halt.by ?? "somebody", maxLengths.name)}${halt.placedAt ? `, ${formatDateTime(halt.placedAt, zone)}` : ""}.`,
        "The gate denies pipelines that ask until the halt is lifted.",
        labelledText("Reason", halt?.reason, maxLengths.short),
      ],
      links: haltLinks,
    }),
  },
  halt_lifted: {
    label: "A halt was lifted",
    clause: "scope",
    definition: "When a halt of application deploys is lifted. To all operators.",
    usefulMinutes: 3 * minutesPerDay,
    content: ({ halt, reason }) => ({
      headline: `No longer halted: ${haltedDeploysOf(halt)}`,
      paragraphs: [
        halt?.by ? `Lifted by ${toOneLine(halt.by, maxLengths.name)}.` : null,
        labelledText("Reason", reason, maxLengths.short),
      ],
      links: haltLinks,
    }),
  },
  halt_stands: {
    label: "A halt is still active",
    clause: "scope",
    definition:
      "Every 24 hours after a halt was placed, until it is lifted. To the person who placed it and all operations leads.",
    usefulMinutes: minutesPerDay,
    content: ({ halt, now }, zone) => ({
      headline: `Still halted: ${haltedDeploysOf(halt)}`,
      paragraphs: [
        halt?.placedAt
          ? `Active for ${formatAge(halt.placedAt, now)}, since ${formatDateTime(halt.placedAt, zone)}.`
          : null,
        halt?.by ? `Placed by ${toOneLine(halt.by, maxLengths.name)}.` : null,
        labelledText("Reason", halt?.reason, maxLengths.short),
        "Lift the halt when its reason no longer applies.",
      ],
      links: haltLinks,
    }),
  },
  entry_expiring: {
    label: "A catalogue entry expires in 14 days",
    clause: "standard",
    definition:
      "14 days before the last day of an approved entry. To the person who proposed it and all operations leads.",
    usefulMinutes: 15 * minutesPerDay,
    content: ({ entry }) => ({
      headline: `A catalogue entry expires soon: ${toOneLine(entry?.title ?? "its title was redacted", maxLengths.name)}`,
      paragraphs: [
        entry?.expiresOn
          ? `Its last day is ${formatDate(entry.expiresOn)}. After that, nobody can make a change from the entry.`
          : null,
        "To keep it, propose a new version.",
      ],
      links: [{ to: "Catalogue", path: "/catalogue" }],
    }),
  },
  token_expiring: {
    label: "A token expires soon",
    clause: "exceptions",
    definition: "14 days and 2 days before a token ends. To the person who answers for it.",
    personal: true,
    usefulMinutes: 14 * minutesPerDay,
    content: ({ token }, zone) => ({
      headline: `A token expires soon: ${toOneLine(token?.name ?? "", maxLengths.name)}`,
      paragraphs: [
        token ? `It ends on ${formatDateTime(token.expiresAt, zone)}. After that, whatever uses it is refused.` : null,
        "Create another one, and give it to what uses this one.",
      ],
      links: [token?.account ? { to: "Service accounts", path: "/accounts" } : { to: "Your account", path: "/me" }],
    }),
  },
  policy_review_due: {
    label: "The policy is due for review",
    clause: "exceptions",
    definition: "30 days before the next review is due. To all operations leads.",
    content: ({ policyDue, now }, zone) => ({
      headline: policyDue
        ? `The policy ${policyDue < dateInZone(now, zone) ? "was" : "is"} due for review on ${formatDate(policyDue)}`
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
      headline: `Delegated operations lead authority: ${toOneLine(delegation?.to ?? "somebody", maxLengths.name)}`,
      paragraphs: [
        delegation?.by ? `Delegated by ${toOneLine(delegation.by, maxLengths.name)}.` : null,
        delegation?.from && delegation.until
          ? `From ${formatPlainRange(delegation.from, delegation.until, zone)}.`
          : null,
        "Until then the delegate may approve, reject, send back, complete post-implementation reviews, close after rollback and extend windows, but never for changes they wrote or reviewed.",
        labelledText("Reason", delegation?.reason, maxLengths.short),
      ],
      links: [{ to: "People", path: "/people" }],
    }),
  },
  account_resembles: {
    label: "Two accounts share an e-mail address",
    clause: "normal-reviewed",
    definition:
      "When somebody signs in with the e-mail address of another account. To all operations leads except those two.",
    content: ({ account }) => ({
      headline: `Two accounts may be one person’s: ${toOneLine(account?.name ?? "somebody", maxLengths.name)}`,
      paragraphs: [
        account?.name && account.other
          ? `${toOneLine(account.name, maxLengths.name)} signed in with the e-mail address of another account, ${toOneLine(account.other, maxLengths.name)}.`
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
      paragraphs: findings.slice(0, maxShownFindings).map(({ incident, finding, due, owner }) => {
        const whose = to || !owner ? "" : ` (${toOneLine(owner, maxLengths.name)})`;
        const until = due ? `, ${due < dateInZone(now, zone) ? "was due" : "due"} ${formatDate(due)}` : "";
        return `${incident}: ${toOneLine(finding ?? "redacted", maxLengths.headline)}${until}${whose}`;
      }),
      links: [...new Set(findings.map(({ incident }) => incident))]
        .slice(0, maxShownFindings)
        .map((incident) => ({ to: incident, path: `/incidents/${incident}` })),
    }),
  },
} satisfies Partial<Record<NoticeKind, NoticeDefinition>>;

const haltLinks = [{ to: "Halts", path: "/halts" }];
const maxShownFindings = 20;
