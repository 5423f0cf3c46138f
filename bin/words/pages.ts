import { importsOf } from "./imports";
import type { Node } from "./syntax";

const messages = "Messages: mail and Slack";
const commands = "Commands";

/** What a file is the beginning of: a page by its address, what every page has, the messages, the commands; null for none. */
export function entryName(file: string): string | null {
  const [, folder = "", kind] = /^app\/(.*?\/?)(page|route|manifest)\.tsx?$/.exec(file) ?? [];
  if (kind === "page" || kind === "route") return `/${folder.replace(/\/$/, "")}`;
  if (kind === "manifest" || file === "proxy.ts" || file === "instrumentation.ts") return "/ (every page)";
  if (file === "db/notices/start-notice-worker.ts") return messages;
  return file.startsWith("bin/") ? commands : null;
}

/** For each file the beginnings from which it is reached. */
export function entriesByFile(sources: ReadonlyMap<string, Node>): ReadonlyMap<string, readonly string[]> {
  const imports = new Map(
    [...sources].map(([file, tree]) => [file, importsOf(tree, file, (path) => sources.has(path))]),
  );
  const reached = new Map<string, Set<string>>();
  for (const file of sources.keys()) {
    const name = entryName(file);
    if (name)
      for (const one of transitiveImports(file, imports)) reached.set(one, (reached.get(one) ?? new Set()).add(name));
  }
  return new Map([...reached].map(([file, names]) => [file, [...names]]));
}

function transitiveImports(from: string, imports: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const closure = new Set<string>();
  const add = (file: string) => {
    if (closure.has(file)) return;
    closure.add(file);
    for (const needed of imports.get(file) ?? []) add(needed);
  };
  add(from);
  return closure;
}

/** Under what the words of a file stand: the one page that says them, or what they are about where several do. */
export function groupOf(file: string, entries: readonly string[]): string {
  if (file.startsWith("db/sql/")) return "SQL";
  const pages = entries.filter((name) => name.startsWith("/"));
  const [only, ...others] = pages;
  if (only) return others.length === 0 ? only : `Several pages: ${file.split("/").slice(0, 2).join("/")}`;
  return [messages, commands].find((name) => entries.includes(name)) ?? "Reached by no page";
}
