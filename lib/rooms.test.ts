import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
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

/** The loader of a demonstration tells stories, and tests name people: they are data, not rules. */
const isData = (file: string) => /^db\/seed\//.test(file);

const read = (file: string) => readFileSync(join(root, file), "utf8");

function sourcesIn(room: string): string[] {
  return readdirSync(join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|long)\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** The rooms that a file imports from, itself included. */
function roomsOf(file: string): string[] {
  const imports = [...read(file).matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(([, path]) => path ?? "");
  return imports.flatMap((path) => {
    const target = path.startsWith("@/")
      ? path.slice(2)
      : path.startsWith(".")
        ? relative(root, join(root, file, "..", path))
        : "";
    const room = target.split("/")[0] ?? "";
    return room in mayImport ? [room] : [];
  });
}
