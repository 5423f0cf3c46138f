import { parseAst } from "vitest/node";

/** A node of the syntax tree, as ESTree names it. */
export type Node = { readonly type: string; readonly [part: string]: unknown };

/** The syntax tree of a file of TypeScript, with or without markup. */
export function parseSource(code: string, file: string): Node {
  const tree: unknown = parseAst(code, { lang: file.endsWith("x") ? "tsx" : "ts" });
  if (!isNode(tree)) throw new Error(`${file} has no syntax tree.`);
  return tree;
}

export const isNode = (part: unknown): part is Node =>
  typeof part === "object" && part !== null && "type" in part && typeof part.type === "string";

/** The node under a name; null where there is none. */
export const childNode = (node: Node, part: string): Node | null => {
  const found = node[part];
  return isNode(found) ? found : null;
};

/** The nodes under a name that holds several. */
export const childNodes = (node: Node, part: string): readonly Node[] => {
  const found = node[part];
  return Array.isArray(found) ? found.filter(isNode) : [];
};

/** What a node says itself under a name: an identifier's name, a text. */
export const stringPart = (node: Node | null, part: string): string => {
  const found = node?.[part];
  return typeof found === "string" ? found : "";
};

/** Every node below one, in the order of the source. */
export const allChildren = (node: Node): readonly Node[] =>
  Object.values(node)
    .flatMap((part) => (Array.isArray(part) ? part : [part]))
    .filter(isNode);
