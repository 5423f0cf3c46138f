import { documentationDue } from "@/lib/changes/deadlines";
import type { NoticeKind } from "@/lib/rules/record";
import { oneLine } from "@/lib/text/plain-text";
import { dateIn } from "@/lib/time/dates";
import { age, lasting, tellDate, tellPlainly } from "@/lib/time/format";
import type { DueNotice } from "./due-notice";
import {
  by,
  deploysOf,
  labelled,
  lengths,
  of,
  opening,
  plainSpan,
  reportedBy,
  systemsOf,
  toChange,
  windowOf,
} from "./notice-parts";
import { failureAlert } from "./notices";

/** What a message says before a channel gives it its form: a headline of one line, and paragraphs that may have several. */
export type Message = { readonly headline: string; readonly paragraphs: readonly string[] };

/** Of which installation a message tells. */
export type Site = {
  /** Where its pages are, without a path. */
  readonly appUrl: string;
  readonly organisation: string;
  readonly zone: string;
  readonly isDemonstration: boolean;
};

/** The plain text of a notice: what happened, what whoever reads it at night has to know, and where its page is. */
export function messageOf(due: DueNotice, site: Site): Message {
  const { headline, paragraphs, links } = tellers[due.kind](due, site.zone);
  return { headline: headlineOf(headline, site), paragraphs: [...written(paragraphs), ...linked(links, site)] };
}

/** Several notices as one message: each with its kind, number, title and link; alerts of failed changes first, and with who and where. */
export function digestOf(notices: readonly DueNotice[], site: Site): Message {
  const alerts = notices.filter(isAlert);
  const inOrder = [...alerts, ...notices.filter((due) => !isAlert(due))];
  const failed = alerts.length > 0 ? `, ${alerts.length} of them of failed changes` : "";
  return {
    headline: headlineOf(`${notices.length} notices at once${failed}`, site),
    paragraphs: inOrder.map((due) => summaryOf(due, site)),
  };
}

const isAlert = ({ kind }: DueNotice) => kind === failureAlert;

function summaryOf(due: DueNotice, site: Site): string {
  const { headline, links } = tellers[due.kind](due, site.zone);
  const facts = isAlert(due) && due.change ? [reportedBy(due), systemsOf(due.change)] : [];
  return [oneLine(headline, lengths.headline), ...written(facts), ...linked(links.slice(0, 1), site)].join("\n");
}

const shownFindings = 20;
type Told = {
  readonly headline: string;
  /** Null: there is nothing to say of it. */
  readonly paragraphs: readonly (string | null)[];
  readonly links: readonly { readonly to: string; readonly path: string }[];
};

/** Each kind in words, with the times of the site. */
const tellers: Record<NoticeKind, (due: DueNotice, zone: string) => Told> = {
  change_failed: (due, zone) => ({
    headline: of(due, "failed"),
    paragraphs: [
      reportedBy(due, zone),
      systemsOf(due.change),
      labelled("What was done", due.change?.what, lengths.short),
      labelled("What went wrong", due.reason, lengths.short),
      labelled("Rollback plan", due.change?.rollbackPlan, lengths.long) ??
        "Rollback plan: none is written, or it was redacted.",
    ],
    links: [...toChange(due), ...(due.incident ? [{ to: "Incident", path: `/incidents/${due.incident}` }] : [])],
  }),
  emergency_declared: (due, zone) => ({
    headline: of(due, "is an emergency"),
    paragraphs: [
      by("Declared by", due),
      due.change?.startedAt ? `Began ${tellPlainly(due.change.startedAt, zone)}.` : null,
      systemsOf(due.change),
      labelled("What is being done", due.change?.what, lengths.short),
    ],
    links: toChange(due),
  }),
  documentation_due: (due, zone) => documentation(due, zone),
  documentation_pressing: (due, zone) => documentation(due, zone),
  documentation_overdue: (due, zone) => documentation(due, zone),
  review_waiting: (due) => ({
    headline: of(due, "waits for a reviewer"),
    paragraphs: [by("Submitted by", due), systemsOf(due.change)],
    links: toChange(due),
  }),
  approval_waiting: (due) => ({
    headline: of(due, "waits for approval"),
    paragraphs: [by("Reviewed by", due), systemsOf(due.change)],
    links: toChange(due),
  }),
  after_review_waiting: (due) => ({
    headline: of(due, "waits for its review after the fact"),
    paragraphs: [by("Documented by", due), systemsOf(due.change)],
    links: toChange(due),
  }),
  window_opening: (due, zone) => ({
    headline: of(due, opening(due)),
    paragraphs: [windowOf(due, zone), systemsOf(due.change)],
    links: toChange(due),
  }),
  window_overrun: (due, zone) => ({
    headline: of(due, "overruns its window"),
    paragraphs: [windowOf(due, zone), systemsOf(due.change)],
    links: toChange(due),
  }),
  freeze_placed: ({ freeze, reason }, zone) => ({
    headline: `A freeze was placed${freeze?.name ? `: ${freeze.name}` : ""}`,
    paragraphs: [
      labelled("Covers", freeze?.covers, lengths.systems),
      freeze?.from && freeze.until ? `From ${plainSpan(freeze.from, freeze.until, zone)}.` : null,
      freeze?.repeats ? "It repeats within that time: its page lists when." : null,
      labelled("Reason", freeze?.reason ?? reason, lengths.short),
    ],
    links: [{ to: "Freezes", path: "/freezes" }],
  }),
  halt_placed: ({ halt }, zone) => ({
    headline: `Halted: ${deploysOf(halt)}`,
    paragraphs: [
      halt &&
        `Placed by ${oneLine(halt.by ?? "somebody", lengths.name)}${halt.placedAt ? `, ${tellPlainly(halt.placedAt, zone)}` : ""}.`,
      "Pipelines that ask are denied until it is lifted.",
      labelled("Reason", halt?.reason, lengths.short),
    ],
    links: toHalts,
  }),
  halt_lifted: ({ halt, reason }) => ({
    headline: `No longer halted: ${deploysOf(halt)}`,
    paragraphs: [
      halt?.by ? `Lifted by ${oneLine(halt.by, lengths.name)}.` : null,
      labelled("Reason", reason, lengths.short),
    ],
    links: toHalts,
  }),
  halt_stands: ({ halt, now }, zone) => ({
    headline: `Still halted: ${deploysOf(halt)}`,
    paragraphs: [
      halt?.placedAt ? `It has stood for ${age(halt.placedAt, now)}, since ${tellPlainly(halt.placedAt, zone)}.` : null,
      halt?.by ? `Placed by ${oneLine(halt.by, lengths.name)}.` : null,
      labelled("Reason", halt?.reason, lengths.short),
      "Lift it when its reason is gone.",
    ],
    links: toHalts,
  }),
  entry_expiring: ({ entry }) => ({
    headline: `A catalogue entry expires soon: ${oneLine(entry?.title ?? "its title was redacted", lengths.name)}`,
    paragraphs: [
      entry?.expiresOn
        ? `Its last day is ${tellDate(entry.expiresOn)}. After it, nothing is made from the entry.`
        : null,
      "To keep it, propose a new version.",
    ],
    links: [{ to: "Catalogue", path: "/catalogue" }],
  }),
  policy_review_due: ({ policyDue, now }, zone) => ({
    headline: policyDue
      ? `The policy ${policyDue < dateIn(now, zone) ? "was" : "is"} due for review on ${tellDate(policyDue)}`
      : "The policy is due for review",
    paragraphs: ["It is reviewed every 12 months. An operations lead records the review, or puts a new text in force."],
    links: [{ to: "Policy", path: "/policy" }],
  }),
  delegation_placed: ({ delegation }, zone) => ({
    headline: `Lent the role of operations lead: ${oneLine(delegation?.to ?? "somebody", lengths.name)}`,
    paragraphs: [
      delegation?.by ? `Lent by ${oneLine(delegation.by, lengths.name)}.` : null,
      delegation?.from && delegation.until ? `From ${plainSpan(delegation.from, delegation.until, zone)}.` : null,
      "Until then they may approve, reject, send back, review after the fact, settle and extend, but never what they wrote or reviewed.",
      labelled("Reason", delegation?.reason, lengths.short),
    ],
    links: [{ to: "People", path: "/people" }],
  }),
  account_resembles: ({ account }) => ({
    headline: `Two accounts may be one person’s: ${oneLine(account?.name ?? "somebody", lengths.name)}`,
    paragraphs: [
      account?.name && account.other
        ? `${oneLine(account.name, lengths.name)} signed in with the e-mail address of another account, ${oneLine(account.other, lengths.name)}.`
        : "Somebody signed in with the e-mail address of another account.",
      "Neither can review or approve what the other wrote until an operations lead says that they are two people.",
    ],
    links: [{ to: "People", path: "/people" }],
  }),
  findings_open: ({ findings, to, now }, zone) => ({
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
};

const toHalts = [{ to: "Halts", path: "/halts" }];

function documentation(due: DueNotice, zone: string): Told {
  const until = due.change?.startedAt ? documentationDue(due.change.startedAt) : null;
  const isLate = until !== null && Date.parse(until) <= Date.parse(due.now);
  const left = until && !isLate ? ` in ${lasting(due.now, until)}` : "";
  return {
    headline: of(due, isLate ? "is overdue for documentation" : `has to be documented${left}`),
    paragraphs: [
      until && `Its 24 hours ${isLate ? "ended" : "end"} ${tellPlainly(until, zone)}.`,
      isLate ? "It can still be documented, and stays marked as late." : null,
      systemsOf(due.change),
    ],
    links: toChange(due),
  };
}

const headlineOf = (text: string, { isDemonstration }: Site): string =>
  oneLine(isDemonstration ? `Demonstration data: ${text}` : text, lengths.headline);

const written = (paragraphs: readonly (string | null)[]): string[] => paragraphs.filter((text) => text !== null);

const linked = (links: Told["links"], { appUrl }: Site): string[] =>
  links.map(({ to, path }) => `${to}: ${appUrl}${path}`);
