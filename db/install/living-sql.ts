import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../sql/", import.meta.url));

/**
 * The one living definition of each SQL function, for one transaction of the owner: whatever a migration once defined, these
 * replace it. A body may name what another file defines, so bodies are checked when they are first run.
 */
export async function livingSql(): Promise<string> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".sql")).sort();
  const texts = await Promise.all(files.map((name) => readFile(folder + name, "utf8")));
  return ["set local check_function_bodies = off;", ...texts].join("\n");
}
