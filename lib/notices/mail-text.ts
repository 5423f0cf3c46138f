import { toOneLine } from "@/lib/text/plain-text";
import type { Message, MessageContext } from "./notice-message";

const maxSubjectLength = 120;
const lineWidth = 76;
/** A word longer than this is broken: mail may not have longer lines than 998 characters. */
const maxWordLength = 500;

/** The subject of an e-mail: one line. */
export const mailSubject = ({ headline }: Message): string => toOneLine(headline, maxSubjectLength);

/** The body of an e-mail: plain text in short lines, with why it came and how to choose which come. */
export function mailBody({ headline, paragraphs }: Message, { appUrl, organisation }: MessageContext): string {
  const parts = [headline, ...paragraphs, footer(appUrl, toOneLine(organisation, 80))];
  return `${parts.map((part) => part.split("\n").map(wrapLine).join("\n")).join("\n\n")}\n`;
}

const footer = (appUrl: string, organisation: string): string =>
  `-- \nWindlass, production change control of ${organisation}\nChoose which e-mails you get: ${appUrl}/people`;

/** A line broken between its words where it would be longer than the width. */
function wrapLine(line: string): string {
  if (line.length <= lineWidth) return line;
  const lines = [""];
  for (const word of line.split(" ").flatMap(breakWord)) {
    const last = lines[lines.length - 1] ?? "";
    if (last && last.length + 1 + word.length > lineWidth) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.join("\n");
}

const breakWord = (word: string): string[] => word.match(new RegExp(`.{1,${maxWordLength}}`, "gu")) ?? [""];
