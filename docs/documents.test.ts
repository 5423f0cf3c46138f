import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { withSecretFiles } from "@/bin/keys/secret-files";
import { environment } from "@/lib/settings/environment";
import {
  documents,
  exists,
  leadsSomewhere,
  linksOf,
  partsOf,
  pathsIn,
  read,
  rowsUnder,
  sectionIdsOf,
  sources,
  wordsInCode,
} from "./documents";

const all = read("package.json");
const { scripts, dependencies, devDependencies } = JSON.parse(all);
const code = new Map(sources.map((file) => [file, read(file)]));

describe("documents", () => {
  it("are found", () => {
    expect(documents).toEqual(expect.arrayContaining(["README.md", "docs/rules.md", "db/sql/README.md"]));
    expect(documents.flatMap((document) => pathsIn(read(document))).length).toBeGreaterThan(100);
    expect(documents.flatMap(linksOf).length).toBeGreaterThan(100);
  });

  it("link to what there is", () => {
    const dead = documents.flatMap((document) =>
      linksOf(document)
        .filter(({ to, anchor }) => !exists(to) || (anchor !== "" && !sectionIdsOf(to).includes(anchor)))
        .map(({ to, anchor }) => `${document}: ${to}#${anchor}`),
    );
    expect(dead).toEqual([]);
  });

  it("name paths that exist", () => {
    const dead = documents.flatMap((document) =>
      pathsIn(read(document))
        .filter((path) => !leadsSomewhere(path))
        .map((path) => `${document}: ${path}`),
    );
    expect(dead).toEqual([]);
  });

  it("and comments name paths that exist", () => {
    const named = sources.flatMap((file) => commentedPaths(file).map((path) => ({ file, path })));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ path }) => !leadsSomewhere(path))).toEqual([]);
  });

  it("name commands that exist", () => {
    const dead = documents.flatMap((document) =>
      [...read(document).matchAll(/npm (?:run (?:-s )?([a-z][\w:-]*)|(start|test))\b/g)]
        .map(([, run, short]) => run ?? short ?? "")
        .filter((name) => !(name in scripts))
        .map((name) => `${document}: ${name}`),
    );
    expect(dead).toEqual([]);
  });

  it("name functions that stand in the file that is named beside them, or anywhere where none is", () => {
    const named = documents.flatMap((document) =>
      partsOf(document).flatMap((part) => functionsIn(part).map((name) => ({ document, name, beside: filesIn(part) }))),
    );
    expect(named.length).toBeGreaterThan(5);
    const dead = named.filter(({ name, beside }) => {
      const texts = beside.length > 0 ? beside.map((file) => code.get(file) ?? "") : [...code.values()];
      return !texts.some((text) => new RegExp(`(?:function|const) ${name}\\b`).test(text));
    });
    expect(dead).toEqual([]);
  });

  it("can all be reached from the README", () => {
    const reached = new Set(["README.md"]);
    for (const document of reached)
      for (const { to } of documents.includes(document) ? linksOf(document) : []) reached.add(to);
    expect(documents.filter((document) => !reached.has(document))).toEqual([]);
  });
});

describe("settings", () => {
  const document = "docs/operate/configuration.md";
  const here = fileURLToPath(import.meta.url);
  const names = Object.keys(environment.shape);
  const secrets = names.filter((name) => withSecretFiles({ [`${name}_FILE`]: here })[name] !== undefined);

  it("are all explained, and which of them can come from a file", () => {
    const explained = wordsInCode(read(document));
    expect(secrets.length).toBeGreaterThan(5);
    expect([...names, ...secrets.map((name) => `${name}_FILE`)].filter((name) => !explained.includes(name))).toEqual(
      [],
    );
  });

  it("that are named exist", () => {
    const known = new Set([...names, ...secrets.map((name) => `${name}_FILE`), ...readElsewhere()]);
    const about = documents.filter((file) => /^(?:README|CONTRIBUTING)\.md$|^docs\/(?:operate|how-to)\//.test(file));
    const strange = about.flatMap((file) =>
      [...read(file).matchAll(/(?<=[`\s])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT|HOST)(?=[`=])/g)]
        .map(([, name = ""]) => name)
        .filter((name) => !known.has(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(strange).toEqual([]);
  });

  const readElsewhere = () =>
    [...code.values()].flatMap((text) => [...text.matchAll(/process\.env\.([A-Z0-9_]+)/g)].map(([, name]) => name));
});

describe("lists", () => {
  it("of the README fit on two screens, and begin with the command that the build server calls", () => {
    expect(read("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(110);
    expect(read(".ci/run").trimEnd().split("\n").at(-1)).toBe("npm test");
    expect(read("README.md")).toMatch(/^ {4}npm test\b/m);
  });

  it("of versions begin with what is not released yet, and hold the product's own", () => {
    const [unreleased, ...released] = [...read("CHANGELOG.md").matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(unreleased).toBe("Unreleased");
    expect(released.map((heading) => heading?.split(" - ")[0])).toContain(JSON.parse(all).version);
    for (const heading of released) expect(heading).toMatch(/^\d+\.\d+\.\d+ - \d{4}-\d{2}-\d{2}$/);
  });

  it("of decisions hold each, by its title", () => {
    const decided = documents.filter((file) => /^docs\/decisions\/\d{4}/.test(file));
    expect(rowsUnder("docs/decisions/README.md", "no.").map(([, decision]) => decision)).toEqual(
      decided.sort().map((file) => `[${read(file).split("\n")[0]?.slice(2)}](${file.split("/").at(-1)})`),
    );
  });

  it("of dependencies hold each and no other", () => {
    const documented = rowsUnder("docs/dependencies.md", "package").flatMap(([names = ""]) =>
      names.split(", ").map((name) => name.replace(/ \d+$|…$/, "")),
    );
    const there = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith("@types/"));
    expect(documented.filter((name) => !name.endsWith("/")).sort()).toEqual(there.sort());
    expect(documented.filter((name) => name.endsWith("/")).every((scope) => all.includes(`"${scope}`))).toBe(true);
  });

  it("of words hold each once, with where it stands in code", () => {
    const rows = rowsUnder("docs/glossary.md", "word");
    expect(rows.length).toBeGreaterThan(40);
    const words = rows.map(([word = ""]) => word.toLowerCase());
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
    expect(rows.filter(([, what, where = ""]) => !what || pathsIn(where).length === 0)).toEqual([]);
    const lost = rows.flatMap(([word, , where = ""]) => {
      const texts = [...code]
        .filter(([file]) => pathsIn(where).some((path) => file.startsWith(path)))
        .map(([, text]) => text);
      return wordsInCode(where)
        .filter((name) => !name.includes("/") && !texts.some((text) => new RegExp(`\\b${name}\\b`).test(text)))
        .map((name) => `${word}: ${name}`);
    });
    expect(lost).toEqual([]);
  });
});

/** Files of ours that comments of a source name; migrations are history. */
const commentedPaths = (file: string): string[] =>
  (file.startsWith("db/migrations/") ? "" : (code.get(file) ?? ""))
    .split("\n")
    .filter((line) => /^\s*(?:\/\/|\*|\/\*\*|--) /.test(line))
    .flatMap((line) => pathsIn(`\`${line.replace(/[`(),;:.]+(?= |$)|[`(]/g, " ")}\``))
    .filter((path) => /\/.*\.[a-z]+$/.test(path) && !/\.bench\//.test(path));

const functionsIn = (line: string): string[] =>
  wordsInCode(line).flatMap((word) => /^([a-zA-Z_]\w*)\(\)$/.exec(word)?.[1] ?? []);

const filesIn = (line: string): string[] => pathsIn(line).filter((path) => code.has(path));
