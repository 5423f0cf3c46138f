export type ElementTree =
  | string
  | { readonly tag: string; readonly attributes: Record<string, string>; readonly inside: ElementTree[] };

const token = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w:-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>|([^<]+)/g;
const attribute = /([^\s=]+)(?:="([^"]*)")?/g;
const voidElements = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

/** The body of a React page without scripts and styles. */
export function elementTree(html: string): ElementTree[] {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? "";
  const top: ElementTree[] = [];
  const open: ElementTree[][] = [top];
  for (const [, closing, tag, attributes = "", text] of body
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, "")
    .matchAll(token)) {
    const within = open.at(-1) ?? top;
    if (text) within.push(unescapeEntities(text));
    else if (closing) open.pop();
    else if (tag) {
      const inside: ElementTree[] = [];
      within.push({ tag, attributes: parseAttributes(attributes), inside });
      if (!voidElements.has(tag)) open.push(inside);
    }
  }
  return top;
}

const parseAttributes = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(attribute)].map(([, name = "", value = ""]) => [name, unescapeEntities(value)]));

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&amp;": "&",
};
const unescapeEntities = (text: string): string =>
  text.replaceAll(/&(?:lt|gt|quot|#x27|amp);/g, (entity) => entities[entity] ?? entity);
