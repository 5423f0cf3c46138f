import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const manifest = z.object({
  "windlass.css": z.string(),
  "windlass.ts": z.string(),
  "inter-latin-wght-normal.woff2": z.string(),
});

let known: z.infer<typeof manifest> | undefined;

/** The addresses of the stylesheet, the script and the font, by the names of their sources; each contains a hash of its content. */
export function assets(): z.infer<typeof manifest> {
  if (known && process.env.NODE_ENV === "production") return known;
  known = manifest.parse(JSON.parse(readFileSync(join(process.cwd(), "public/assets/manifest.json"), "utf8")));
  return known;
}
