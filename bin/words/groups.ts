import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { groupOf, reachedFrom } from "./pages";
import { sentencesIn } from "./sentences";
import { sentencesOfSql } from "./sql";
import { childrenOf, type Node, nodeAt, textAt, treeOf } from "./syntax";

/** The sentences of one file. */
export type TextFile = { readonly file: string; readonly sentences: readonly string[] };
/** What one page says, or what several do, and in which files. */
export type Group = { readonly name: string; readonly files: readonly TextFile[] };

const rooms = ["app", "components", "lib", "db", "bin"];
const isProse = (file: string) => /\.(tsx?|mjs)$/.test(file) && !/\.(test|long|d)\.tsx?$|^db\/seed\//.test(file);

/** Everything that the product at `root` says to people, by page. What a demonstration is filled with is data, and not in it. */
export function groupedWords(root: string): readonly Group[] {
  const sources = new Map(sourcesAt(root).map((file) => [file, treeOf(read(root, file), file)]));
  const classes = new Set([...sources.values()].flatMap(classesIn));
  const sql = filesIn(root, "db/sql").filter((file) => file.endsWith(".sql"));
  const texts = [
    ...[...sources].map(([file, tree]) => ({ file, sentences: sentencesIn(tree, classes) })),
    ...sql.map((file) => ({ file, sentences: sentencesOfSql(read(root, file)) })),
  ].filter(({ sentences }) => sentences.length > 0);
  const reached = reachedFrom(sources);
  const groups = new Map<string, TextFile[]>();
  for (const text of texts) {
    const name = groupOf(text.file, reached.get(text.file) ?? []);
    groups.set(name, [...(groups.get(name) ?? []), text]);
  }
  return [...groups]
    .map(([name, files]) => ({ name, files: files.sort((a, b) => compare(a.file, b.file)) }))
    .sort((a, b) => compare(a.name, b.name));
}

/** Pages first, by address. */
const compare = (a: string, b: string) => Number(b.startsWith("/")) - Number(a.startsWith("/")) || (a < b ? -1 : 1);

const read = (root: string, file: string) => readFileSync(join(root, file), "utf8");

const filesIn = (root: string, folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const sourcesAt = (root: string) =>
  [...rooms.flatMap((room) => filesIn(root, room)), "proxy.ts", "instrumentation.ts"].filter(isProse);

/** Every word of the classes that the markup of a file has. */
function classesIn(node: Node): readonly string[] {
  if (node.type !== "JSXAttribute" || textAt(nodeAt(node, "name"), "name") !== "className")
    return childrenOf(node).flatMap(classesIn);
  return textsIn(node)
    .flatMap((text) => text.split(/\s+/))
    .filter((word) => word !== "");
}

const textsIn = (node: Node): readonly string[] =>
  node.type === "Literal" || node.type === "TemplateElement"
    ? [textAt(node, "value") || raw(node)]
    : childrenOf(node).flatMap(textsIn);

const raw = ({ value }: Node) =>
  typeof value === "object" && value !== null && "raw" in value ? String(value.raw) : "";
