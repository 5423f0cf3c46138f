import type { Message } from "./notice-message";

/** Well below what Slack takes of a text. */
const maxLength = 20_000;

/** A message as Slack shows it. What people wrote cannot become a link, a mention or a call to all. */
export function slackText({ headline, paragraphs }: Message): string {
  const text = [`*${escapeSlack(headline)}*`, ...paragraphs.map(escapeSlack)].join("\n");
  return text.length <= maxLength ? text : `${text.slice(0, maxLength).replace(/\n[^\n]*$/, "")}\n…`;
}

// Slack makes its links and mentions from <…>, and reads these three characters only as entities. A joiner that nobody
// sees keeps old clients from making a call to all from its name.
const escapeSlack = (text: string): string =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@(?=(here|channel|everyone|group)\b)/gi, "@\u2060");
