import { oneLine } from "@/lib/text/plain-text";
import type { DueNotice } from "./due-notice";
import type { NoticeContent } from "./notice";
import { lengths, reportedBy, systemsOf } from "./notice-parts";
import { failureAlert, notices } from "./notices";

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
  const { headline, paragraphs, links } = notices[due.kind].content(due, site.zone);
  return { headline: headlineOf(headline, site), paragraphs: [...written(paragraphs), ...linked(links, site)] };
}

/** Several notices as one message: each with its kind, number, title and link; alerts of failed changes first, and with who and where. */
export function digestOf(all: readonly DueNotice[], site: Site): Message {
  const alerts = all.filter(isAlert);
  const inOrder = [...alerts, ...all.filter((due) => !isAlert(due))];
  const failed = alerts.length > 0 ? `, ${alerts.length} of them for failed changes` : "";
  return {
    headline: headlineOf(`${all.length} notices at once${failed}`, site),
    paragraphs: inOrder.map((due) => summaryOf(due, site)),
  };
}

const isAlert = ({ kind }: DueNotice) => kind === failureAlert;

function summaryOf(due: DueNotice, site: Site): string {
  const { headline, links } = notices[due.kind].content(due, site.zone);
  const facts = isAlert(due) && due.change ? [reportedBy(due), systemsOf(due.change)] : [];
  return [oneLine(headline, lengths.headline), ...written(facts), ...linked(links.slice(0, 1), site)].join("\n");
}

const headlineOf = (text: string, { isDemonstration }: Site): string =>
  oneLine(isDemonstration ? `Demonstration data: ${text}` : text, lengths.headline);

const written = (paragraphs: readonly (string | null)[]): string[] => paragraphs.filter((text) => text !== null);

const linked = (links: NoticeContent["links"], { appUrl }: Site): string[] =>
  links.map(({ to, path }) => `${to}: ${appUrl}${path}`);
