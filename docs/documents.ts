import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = ["app", "bench", "bin", "components", "db", "deploy", "docs", "e2e", "lib", "public", "testing"];
const ofAFolder = new RegExp(`^(?:\\./)?((?:${folders.join("|")})/[^\\s,;:…<]*[^\\s,;:…<.])$`);
const ofAFile = /^[\w.-]+\.(?:tsx?|mjs|sql|md)$/;

/** A file of this repository as text. */
export const read = (path: string): string => readFileSync(join(root, path), "utf8");
export const exists = (path: string): boolean => existsSync(join(root, path));

/** Every file below our folders and beside them, as paths from the root. */
export const files: readonly string[] = [
  ...readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : [])),
  ...folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  ),
];
export const documents = files.filter((file) => file.endsWith(".md"));
export const sources = files.filter((file) => /\.(?:tsx?|mjs|sql)$/.test(file));

/** What stands between backticks, each on its own; in text alone, not in a block of code. */
export const wordsInCode = (text: string): string[] =>
  [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].flatMap(([, code = ""]) => code.split(" "));

/** Paths of ours among words in code and in blocks of code: `db/sql/steps/judge-event.sql`, `lib/rules`, `rules.ts`. */
export const pathsIn = (text: string): string[] => {
  const words = [
    ...wordsInCode(text),
    ...text.split("\n").flatMap((line) => (/^ {4}/.test(line) ? line.split(" ") : [])),
  ];
  return words.flatMap((word) => ofAFolder.exec(word)?.[1] ?? (ofAFile.test(word) ? [word] : []));
};

/** Whether a path, in which `*` stands for any name, leads somewhere; a bare name, wherever that file lies. */
export function leadsSomewhere(path: string): boolean {
  if (path.includes("*")) {
    const pattern = new RegExp(`^${path.replace(/[.[\]()+]/g, "\\$&").replaceAll("*", "[^/]*")}$`);
    return files.some((file) => pattern.test(file));
  }
  return exists(path) || (!path.includes("/") && files.some((file) => file.endsWith(`/${path}`)));
}

export type Link = { readonly to: string; readonly anchor: string };

/** The links of a document that lead into this repository, as paths from the root. */
export const linksOf = (document: string): Link[] =>
  [...withoutBlocks(read(document)).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path = "", anchor = ""] = target.split("#");
    return [{ to: path === "" ? document : join(dirname(document), path), anchor }];
  });

/** The anchors that GitHub gives the headings of a document. */
export const sectionIdsOf = (document: string): string[] =>
  withoutBlocks(read(document))
    .split("\n")
    .filter((line) => /^#+ /.test(line))
    .map((line) =>
      line
        .replace(/^#+ /, "")
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    );

/** The parts of a document that say one thing: paragraphs, points of a list, rows of a table. */
export const partsOf = (document: string): string[] => read(document).split(/\n\n|\n(?=\s*(?:[-|]|\d+\.) )/);

/** The cells of every row of a table under a heading row that begins with `first`. */
export function rowsUnder(document: string, first: string): string[][] {
  const lines = read(document).split("\n");
  return lines.flatMap((line, at) => {
    if (!line.startsWith("|") || cellsOf(line)[0] !== first) return [];
    const end = lines.findIndex((other, index) => index > at && !other.startsWith("|"));
    return lines.slice(at + 2, end < 0 ? undefined : end).map(cellsOf);
  });
}

const cellsOf = (line: string): string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

const withoutBlocks = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, "").replace(/^ {4}.*$/gm, "");
