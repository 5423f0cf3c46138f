/** What a text may not hold where it is sent on: control characters but the line break, half characters, and marks that turn the writing round. */
const unsafeCharacters = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text of several lines that is no longer than `most` characters, "…" included; empty lines are one at most. */
export function toParagraph(text: string, maxLength: number): string {
  const lines = text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(unsafeCharacters, " ");
  return truncate(
    lines
      .split("\n")
      .map((line) => line.trimEnd())
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
    maxLength,
  );
}

/** A text as one line of at most `most` characters, "…" included. */
export const toOneLine = (text: string, maxLength: number): string =>
  truncate(text.replace(unsafeCharacters, " ").replace(/\s+/g, " ").trim(), maxLength);

function truncate(text: string, maxLength: number): string {
  // By whole characters: half of one is none.
  const characters = Array.from(text);
  return characters.length <= maxLength
    ? text
    : `${characters
        .slice(0, maxLength - 1)
        .join("")
        .trimEnd()}…`;
}
