import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { rootFolder } from "../root-folder";

/** The ids of the server actions of the build that stands in the product's folder. */
export function builtActions(): string[] {
  const file = join(rootFolder, ".next/server/server-reference-manifest.json");
  return Object.keys(manifest.parse(JSON.parse(readFileSync(file, "utf8"))).node);
}

const manifest = z.object({ node: z.record(z.string(), z.unknown()) });
