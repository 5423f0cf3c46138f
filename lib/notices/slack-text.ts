import type { Message } from "./notice-texts";

/** Well below what Slack takes of a text. */
const most = 20_000;

/** A message as Slack shows it. What people wrote cannot become a link, a mention or a call to all. */
export function slackText({ headline, paragraphs }: Message): string {
  const text = [`*${unmarked(headline)}*`, ...paragraphs.map(unmarked)].join("\n");
  return text.length <= most ? text : `${text.slice(0, most).replace(/\n[^\n]*$/, "")}\n…`;
}

// Slack makes its links and mentions from <…>, and reads these three characters only as entities. A joiner that nobody
// sees keeps old clients from making a call to all from its name.
const unmarked = (text: string): string =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@(?=(here|channel|everyone|group)\b)/gi, "@\u2060");
