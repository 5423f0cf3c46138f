export type Tree =
  | string
  | { readonly tag: string; readonly attributes: Record<string, string>; readonly inside: Tree[] };

const token = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w:-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>|([^<]+)/g;
const attribute = /([^\s=]+)(?:="([^"]*)")?/g;
const empty = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

/** The body of a React page without scripts and styles. */
export function treeOf(html: string): Tree[] {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? "";
  const top: Tree[] = [];
  const open: Tree[][] = [top];
  for (const [, closing, tag, attributes = "", text] of body
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, "")
    .matchAll(token)) {
    const within = open.at(-1) ?? top;
    if (text) within.push(unescaped(text));
    else if (closing) open.pop();
    else if (tag) {
      const inside: Tree[] = [];
      within.push({ tag, attributes: attributesOf(attributes), inside });
      if (!empty.has(tag)) open.push(inside);
    }
  }
  return top;
}

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(attribute)].map(([, name = "", value = ""]) => [name, unescaped(value)]));

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&amp;": "&",
};
const unescaped = (text: string): string =>
  text.replaceAll(/&(?:lt|gt|quot|#x27|amp);/g, (entity) => entities[entity] ?? entity);
