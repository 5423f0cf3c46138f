type TextPart = { readonly text: string; readonly href?: string };

/** A text as pieces, its http and https addresses as links; every other scheme stays text. */
export function splitLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(urlPattern)) {
    const link = trimPunctuation(match[0]);
    if (!URL.canParse(link)) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: link, href: link });
    from = match.index + link.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

const urlPattern = /\bhttps?:\/\/[^\s<>"']+/gi;

/** The full stop after an address ends the sentence; a closing bracket belongs to it only when it opened there. */
function trimPunctuation(link: string): string {
  const opens = link.indexOf("(");
  let end = link.length;
  while (".,;:!?".includes(link.charAt(end - 1)) || (link.charAt(end - 1) === ")" && (opens < 0 || opens >= end)))
    end -= 1;
  return link.slice(0, end);
}
