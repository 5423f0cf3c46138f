import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const isCode = (name: string) => /\.(tsx?|mjs)$/.test(name);
const isTest = (file: string) => /\.(test|long)\.tsx?$/.test(file);
const read = (file: string) => readFileSync(join(root, file), "utf8");

const within = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isCode(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

/** What Next, drizzle-kit, and an alias of `next.config.ts` read by the name of the file. */
const readByOthers = /^db\/schema\/|^app\/(.*\/)?(page|layout|route|manifest)\.tsx?$|^app\/_request\/no-profiler\.ts$/;

/** "lib/text/list list": each name that a file gives to others, after its path. */
const givenBy = (file: string): string[] =>
  [...read(file).matchAll(/^export (?:async )?(?:const|function\*?|class|type|interface) (\w+)/gm)].map(
    ([, name]) => `${plain(file)} ${name}`,
  );

/** The same of what it takes from others; all that a file has where it is fetched only when it is needed. */
function takenBy(file: string): string[] {
  const at = (path: string) => plain(path.startsWith("@/") ? path.slice(2) : join(dirname(file), path));
  const code = read(file);
  return [
    ...[...code.matchAll(/(?:import|export) (?:type )?[\w\s,]*\{([^}]*)\} from "([^"]+)"/g)].flatMap(
      ([, names = "", path = ""]) =>
        names.split(",").map(
          (name) =>
            `${at(path)} ${
              name
                .trim()
                .replace(/^type /, "")
                .split(" as ")[0]
            }`,
        ),
    ),
    ...[...code.matchAll(/(?:import\(|import \* as \w+ from )"([^"]+)"/g)].map(([, path = ""]) => `${at(path)} *`),
  ];
}

const plain = (path: string) => path.replace(/\.(tsx?|mjs)$/, "");

it("nothing is exported that nobody imports", () => {
  const rooms = ["lib", "components", "db", "app"].flatMap(within);
  const others = ["bin", "bench", "docs", "e2e", "testing"].flatMap(within);
  const imports = new Set([...rooms, ...others, ...readdirSync(root).filter(isCode)].flatMap(takenBy));
  const given = rooms.filter((file) => !isTest(file) && !readByOthers.test(file)).flatMap(givenBy);
  expect(given.length).toBeGreaterThan(1000);
  expect(given.filter((name) => !imports.has(name) && !imports.has(name.replace(/ \w+$/, " *")))).toEqual([]);
});
