type Piece = { readonly text: string; readonly href?: string };

/** A text as pieces, its http and https addresses as links; every other scheme stays text. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const link = trimmed(match[0]);
    if (!URL.canParse(link)) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ text: link, href: link });
    from = match.index + link.length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

const address = /\bhttps?:\/\/[^\s<>"']+/gi;

/** The full stop after an address ends the sentence; a closing bracket belongs to it only when it opened there. */
function trimmed(link: string): string {
  const opens = link.indexOf("(");
  let end = link.length;
  while (".,;:!?".includes(link.charAt(end - 1)) || (link.charAt(end - 1) === ")" && (opens < 0 || opens >= end)))
    end -= 1;
  return link.slice(0, end);
}
