import type { InvalidPastRow } from "./parse-past-file";

/** The rows that are left out and why, a line each, in at most `maxLength` characters; the last line counts what does not fit. */
export function rowReport(invalid: readonly InvalidPastRow[], maxLength: number): string {
  const lines: string[] = [];
  let length = 0;
  for (const { line, sentence } of invalid) {
    const text = `Row ${line}: ${sentence}`;
    length += text.length + 1;
    if (length > maxLength - lastLineLength) break;
    lines.push(text);
  }
  const more = invalid.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more.toLocaleString("en")} more.`] : [])].join("\n");
}

const lastLineLength = 30;
