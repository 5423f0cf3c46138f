import { dirname, join } from "node:path";
import { allChildren, childNode, childNodes, type Node, stringPart } from "./syntax";

/** The files of the repository that a file needs when it runs: not those of which it takes types alone. */
export const importsOf = (tree: Node, file: string, isFile: (path: string) => boolean): readonly string[] =>
  sourcesIn(tree).flatMap((source) => {
    if (!/^(@\/|\.)/.test(source)) return [];
    const path = source.startsWith("@/") ? source.slice(2) : join(dirname(file), source);
    return ["", ".ts", ".tsx"].map((end) => path + end).find(isFile) ?? [];
  });

function sourcesIn(node: Node): readonly string[] {
  const source = stringPart(childNode(node, "source"), "value");
  if (source !== "") return isTypeOnly(node) ? [] : [source];
  return allChildren(node).flatMap(sourcesIn);
}

function isTypeOnly(node: Node): boolean {
  if (node.importKind === "type" || node.exportKind === "type") return true;
  const names = childNodes(node, "specifiers");
  return names.length > 0 && names.every((name) => name.importKind === "type" || name.exportKind === "type");
}
