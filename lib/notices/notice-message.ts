import { toOneLine } from "@/lib/text/plain-text";
import type { DueNotice } from "./due-notice";
import type { NoticeContent } from "./notice-definition";
import { maxLengths, reportedBySentence, systemsLine } from "./notice-parts";
import { failureAlert, notices } from "./notices";

/** What a message says before a channel gives it its form: a headline of one line, and paragraphs that may have several. */
export type Message = { readonly headline: string; readonly paragraphs: readonly string[] };

/** Of which installation a message tells. */
export type MessageContext = {
  /** Where its pages are, without a path. */
  readonly appUrl: string;
  readonly organisation: string;
  readonly zone: string;
  readonly isDemonstration: boolean;
};

/** The plain text of a notice: what happened, what whoever reads it at night has to know, and where its page is. */
export function noticeMessage(due: DueNotice, context: MessageContext): Message {
  const { headline, paragraphs, links } = notices[due.kind].content(due, context.zone);
  return {
    headline: formatHeadline(headline, context),
    paragraphs: [...withoutNull(paragraphs), ...linkLines(links, context)],
  };
}

/** Several notices as one message: each with its kind, number, title and link; alerts of failed changes first, and with who and where. */
export function digestMessage(all: readonly DueNotice[], context: MessageContext): Message {
  const alerts = all.filter(isAlert);
  const inOrder = [...alerts, ...all.filter((due) => !isAlert(due))];
  const failureNote = alerts.length > 0 ? `, ${alerts.length} of them for failed changes` : "";
  return {
    headline: formatHeadline(`${all.length} notices at once${failureNote}`, context),
    paragraphs: inOrder.map((due) => summaryParagraph(due, context)),
  };
}

const isAlert = ({ kind }: DueNotice) => kind === failureAlert;

function summaryParagraph(due: DueNotice, context: MessageContext): string {
  const { headline, links } = notices[due.kind].content(due, context.zone);
  const sentences = isAlert(due) && due.change ? [reportedBySentence(due), systemsLine(due.change)] : [];
  return [
    toOneLine(headline, maxLengths.headline),
    ...withoutNull(sentences),
    ...linkLines(links.slice(0, 1), context),
  ].join("\n");
}

const formatHeadline = (text: string, { isDemonstration }: MessageContext): string =>
  toOneLine(isDemonstration ? `Demonstration data: ${text}` : text, maxLengths.headline);

const withoutNull = (paragraphs: readonly (string | null)[]): string[] => paragraphs.filter((text) => text !== null);

const linkLines = (links: NoticeContent["links"], { appUrl }: MessageContext): string[] =>
  links.map(({ to, path }) => `${to}: ${appUrl}${path}`);
