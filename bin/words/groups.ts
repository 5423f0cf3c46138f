import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { entriesByFile, groupOf } from "./pages";
import { sentencesIn } from "./sentences";
import { sentencesOfSql } from "./sql";
import { allChildren, childNode, type Node, parseSource, stringPart } from "./syntax";

/** The sentences of one file. */
export type TextFile = { readonly file: string; readonly sentences: readonly string[] };
/** What one page says, or what several do, and in which files. */
export type PageSentences = { readonly name: string; readonly files: readonly TextFile[] };

const rooms = ["app", "components", "lib", "db", "bin"];
const isSourceFile = (file: string) => /\.(tsx?|mjs)$/.test(file) && !/\.(test|long|d)\.tsx?$|^db\/seed\//.test(file);

/** Everything that the product at `root` says to people, by page. What a demonstration is filled with is data, and not in it. */
export function groupSentences(root: string): readonly PageSentences[] {
  const sources = new Map(sourcesAt(root).map((file) => [file, parseSource(read(root, file), file)]));
  const classes = new Set([...sources.values()].flatMap(classesIn));
  const sql = filesIn(root, "db/sql").filter((file) => file.endsWith(".sql"));
  const texts = [
    ...[...sources].map(([file, tree]) => ({ file, sentences: sentencesIn(tree, classes) })),
    ...sql.map((file) => ({ file, sentences: sentencesOfSql(read(root, file)) })),
  ].filter(({ sentences }) => sentences.length > 0);
  const reached = entriesByFile(sources);
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
  [...rooms.flatMap((room) => filesIn(root, room)), "proxy.ts", "instrumentation.ts"].filter(isSourceFile);

/** Every word of the classes that the markup of a file has. */
function classesIn(node: Node): readonly string[] {
  if (node.type !== "JSXAttribute" || stringPart(childNode(node, "name"), "name") !== "className")
    return allChildren(node).flatMap(classesIn);
  return textsIn(node)
    .flatMap((text) => text.split(/\s+/))
    .filter((word) => word !== "");
}

const textsIn = (node: Node): readonly string[] =>
  node.type === "Literal" || node.type === "TemplateElement"
    ? [stringPart(node, "value") || raw(node)]
    : allChildren(node).flatMap(textsIn);

const raw = ({ value }: Node) =>
  typeof value === "object" && value !== null && "raw" in value ? String(value.raw) : "";
