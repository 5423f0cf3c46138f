import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { changeStatuses } from "@/lib/rules/record";
import { roles } from "@/lib/rules/roles";

const root = fileURLToPath(new URL("..", import.meta.url));
const mayImport: Record<string, readonly string[]> = {
  lib: ["lib"],
  components: ["components", "lib"],
  db: ["db", "lib"],
  app: ["app", "components", "db", "lib"],
};

const rooms = Object.keys(mayImport);

describe("four rooms", () => {
  for (const [room, allowed] of Object.entries(mayImport)) {
    const files = sourcesIn(room);
    it(`${room} imports only from ${allowed.join(", ")}`, () => {
      expect(files.length).toBeGreaterThan(5);
      const strayed = files.flatMap((file) =>
        roomsOf(file)
          .filter((to) => !allowed.includes(to))
          .map((to) => `${file} → ${to}`),
      );
      expect(strayed).toEqual([]);
    });
  }

  it("lib reads no clock, no file, no environment and no network", () => {
    const touching = sourcesIn("lib").filter((file) =>
      /from "node:|process\.env|Date\.now|new Date\(\)|Now\.|fetch\(/.test(read(file)),
    );
    expect(touching).toEqual([]);
  });

  it("its tests replace nothing: all of them run on the same modules", () => {
    const tests = filesIn("lib").filter((file) => /\.test\.tsx?$/.test(file));
    expect(tests.length).toBeGreaterThan(50);
    expect(
      tests.filter((file) => /\bvi\.(mock|doMock|stub|spyOn|use|set)|process\.env|global[T]his/.test(read(file))),
    ).toEqual([]);
  });

  it("whoever reckons with Temporal imports it: the types know one that Node 20 does not have", () => {
    const reckoning = [...rooms, "bin"].flatMap(sourcesIn).filter((file) => /\bTemporal\./.test(read(file)));
    expect(reckoning.length).toBeGreaterThan(5);
    expect(reckoning.filter((file) => !/import \{[^}]*\bTemporal\b[^}]*\}/.test(read(file)))).toEqual([]);
  });

  it("a page is a recipe of at most 60 lines, and what is drawn was loaded before", () => {
    const [pages, drawn] = [sourcesIn("app").filter(isPage), sourcesIn("app").filter((file) => file.endsWith(".tsx"))];
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.filter((file) => read(file).split("\n").length > 61)).toEqual([]);
    expect(pages.filter((file) => !/^export const GET = (openD|d)ocument\(/m.test(read(file)))).toEqual([]);
    // These turn what was rendered into responses.
    const answering = ["app/_document/document.tsx", "app/_document/failure-pages.tsx"];
    expect(drawn.filter((file) => /\bawait /.test(read(file))).sort()).toEqual(answering);
  });

  it("the framework draws one page, which nobody sees", () => {
    const drawnByFramework = /\/(page|layout|template|loading|error|global-error|not-found)\.tsx?$/;
    expect(sourcesIn("app").filter((file) => drawnByFramework.test(file))).toEqual([
      "app/steps/layout.tsx",
      "app/steps/page.tsx",
    ]);
    expect(rooms.flatMap(sourcesIn).filter((file) => /^"use client"/m.test(read(file)))).toEqual([]);
  });

  it("what runs in the browser is bundled apart: no page imports it, and it imports no page", () => {
    const inBrowser = (file: string) => file.startsWith("app/_browser/");
    const strayed = rooms.flatMap(sourcesIn).flatMap((file) =>
      importsOf(file)
        .filter((to) => (inBrowser(file) ? /^(app\/(?!_browser\/)|db\/)/.test(to) : inBrowser(to)))
        .map((to) => `${file} → ${to}`),
    );
    expect(strayed).toEqual([]);
  });

  it("what serves pages opens no session: that is for the sign-in process", () => {
    const opening = [...sourcesIn("app"), ...sourcesIn("components")].filter((file) =>
      /db\/people\/signin"|signinSql/.test(read(file)),
    );
    expect(opening).toEqual([]);
  });

  it("no role and no step's way is written outside lib", () => {
    const words = [
      ...roles.filter((role) => role !== "operator"),
      ...changeStatuses.filter((status) => status.includes("_")),
    ];
    const written = ["app", "components", "db"]
      .flatMap(sourcesIn)
      .filter((file) => words.some((word) => read(file).includes(`"${word}"`)));
    expect(written.filter((file) => !isData(file))).toEqual([]);
  });
});

describe("neighbourhoods", () => {
  const arrows = arrowsBetween(rooms.flatMap(sourcesIn));

  it("no file imports, over others, itself", () => {
    expect(arrows.size).toBeGreaterThan(300);
    expect(circlesIn(arrows)).toEqual([]);
  });

  it("no arrow leads back up between folders", () => {
    const folders = new Map<string, Set<string>>();
    for (const [file, to] of arrows) {
      const seen = folders.get(dirname(file)) ?? new Set();
      for (const other of to) if (dirname(other) !== dirname(file)) seen.add(dirname(other));
      folders.set(dirname(file), seen);
    }
    expect(circlesIn(folders)).toEqual([]);
  });

  it("no folder holds more than 25 files", () => {
    const counts = new Map<string, number>();
    for (const file of [...rooms, "bin", "bench", "docs", "e2e", "testing"].flatMap(filesIn)) {
      counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    }
    expect(counts.size).toBeGreaterThan(50);
    expect([...counts].filter(([, files]) => files > 25)).toEqual([]);
  });
});

/** The loader of a demonstration tells stories, and tests name people: they are data, not rules. */
const isData = (file: string) => /^db\/seed\//.test(file);

const isPage = (file: string) => /(^|\/)route\.tsx$/.test(file);

const read = (file: string) => readFileSync(join(root, file), "utf8");

const sourcesIn = (room: string): string[] =>
  filesIn(room).filter((file) => /\.tsx?$/.test(file) && !/\.(test|long)\.tsx?$/.test(file));

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    // What the bench builds for its floor is not ours.
    .filter((file) => !file.startsWith("bench/floor/.next/"));

/** The rooms that a file imports from, itself included. */
function roomsOf(file: string): string[] {
  return importsOf(file).flatMap((target) => {
    const room = target.split("/")[0] ?? "";
    return room in mayImport ? [room] : [];
  });
}

/** What a file imports of ours, as paths from the root, as they are written: without an ending. */
function importsOf(file: string): string[] {
  const imports = [...read(file).matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(([, path]) => path ?? "");
  return imports.flatMap((path) => {
    if (path.startsWith("@/")) return [path.slice(2)];
    return path.startsWith(".") ? [relative(root, join(root, file, "..", path))] : [];
  });
}

/** Which of `files` each of them imports. */
function arrowsBetween(files: readonly string[]): Map<string, Set<string>> {
  const byName = new Map(files.map((file) => [file.replace(/\.tsx?$/, ""), file]));
  return new Map(files.map((file) => [file, new Set(importsOf(file).flatMap((to) => byName.get(to) ?? []))]));
}

/** The circles that following arrows leads into: each as one way round. */
function circlesIn(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const [done, circles] = [new Set<string>(), new Set<string>()];
  const follow = (at: string, way: readonly string[]) => {
    if (way.includes(at)) circles.add([...way.slice(way.indexOf(at)), at].join(" → "));
    else if (!done.has(at)) {
      for (const next of arrows.get(at) ?? []) follow(next, [...way, at]);
      done.add(at);
    }
  };
  for (const at of arrows.keys()) follow(at, []);
  return [...circles];
}
