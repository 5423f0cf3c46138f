import { oneLine } from "@/lib/text/plain-text";
import type { Message, Site } from "./notice-texts";

const subjectLength = 120;
const width = 76;
/** A word longer than this is broken: mail may not have longer lines than 998 characters. */
const longestWord = 500;

/** The subject of an e-mail: one line. */
export const mailSubject = ({ headline }: Message): string => oneLine(headline, subjectLength);

/** The body of an e-mail: plain text in short lines, with why it came and how to choose which come. */
export function mailBody({ headline, paragraphs }: Message, { appUrl, organisation }: Site): string {
  const parts = [headline, ...paragraphs, foot(appUrl, oneLine(organisation, 80))];
  return `${parts.map((part) => part.split("\n").map(wrapped).join("\n")).join("\n\n")}\n`;
}

const foot = (appUrl: string, organisation: string): string =>
  `-- \nWindlass, production change control of ${organisation}\nChoose which e-mails you get: ${appUrl}/people`;

/** A line broken between its words where it would be longer than the width. */
function wrapped(line: string): string {
  if (line.length <= width) return line;
  const lines = [""];
  for (const word of line.split(" ").flatMap(broken)) {
    const last = lines[lines.length - 1] ?? "";
    if (last && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.join("\n");
}

const broken = (word: string): string[] => word.match(new RegExp(`.{1,${longestWord}}`, "gu")) ?? [""];
