import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

/** The text of a PDF, by page in layout order and as a whole in content order; null where pdftotext is missing. */
export function readPdf(
  pdf: Buffer,
  file: string,
): { pages: readonly string[]; written: string; outside: string[] } | null {
  writeFileSync(file, pdf);
  try {
    return {
      pages: toText(file, "-layout").split("\f").slice(0, -1),
      written: toText(file, "-raw"),
      outside: wordsInMargin(toText(file, "-bbox")),
    };
  } catch {
    return null;
  }
}

const toText = (file: string, layout: string): string =>
  execFileSync("pdftotext", [layout, file, "-"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

/** Words that reach into the right margin. */
function wordsInMargin(boxes: string): string[] {
  const width = Number(/<page width="([\d.]+)"/.exec(boxes)?.[1]);
  const margin = (15 / 25.4) * 72;
  return [...boxes.matchAll(/xMax="([\d.]+)"[^>]*>([^<]*)</g)]
    .filter(([, right]) => Number(right) > width - margin + 1)
    .map(([, , word]) => word ?? "");
}
