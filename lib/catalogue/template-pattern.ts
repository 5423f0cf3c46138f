import { RE2JS } from "re2js";

// A pattern is written by a person and read by two engines: re2js here, PostgreSQL where a change is made. What both read
// alike, and neither takes long for, is a closed set; `is_safe_pattern` in db/sql/catalogue/templates.sql holds the same one.
const escapedCharacter = String.raw`\\(?:[dws]|[ -/:-@[-${"`"}{-~])`;
const classCharacter = String.raw`(?:[^\\\]\[^-]|\\[ -/:-@[-${"`"}{-~])`;
const characterClass = String.raw`\[\^?(?:-?(?:${classCharacter}(?:-${classCharacter})?|\\[dws])+-?|-)\]`;
const quantifier = String.raw`(?:[?*+]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})`;
const supportedSyntax = new RegExp(
  String.raw`^(?:(?:[^\\^$.|?*+()[\]{}]|${escapedCharacter}|\.|${characterClass})${quantifier}?|\^|\$|\(|\)\??|\|)+$`,
  "u",
);

/** The longest pattern, in characters; and how often all that it repeats may come, counted together. */
const maxPatternLength = 200;
const maxRepeats = 255;

/** Whether `text` as a whole fits a pattern of an entry's field; null for a pattern that cannot be used here. */
export function fitsPattern(pattern: string, text: string): boolean | null {
  if (!isQuickPattern(pattern)) return null;
  try {
    return RE2JS.compile(`^(?:${pattern})$`).testExact(text);
  } catch {
    return null;
  }
}

/** Whether a pattern holds only what both engines read alike, and no more of it than is read in no time. */
export function isQuickPattern(pattern: string): boolean {
  if (pattern.length > maxPatternLength || !supportedSyntax.test(pattern)) return false;
  const simplified = pattern.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
  const unboundedRepeats = simplified.match(/[*+]|\{[0-9]+,/g) ?? [];
  const alternatives = simplified.match(/[?|]/g) ?? [];
  return (
    hasBalancedParentheses(simplified) &&
    9 * unboundedRepeats.length + alternatives.length <= 28 &&
    countRepeats(simplified) <= maxRepeats
  );
}

// `a)|(b` is whole only between other brackets.
function hasBalancedParentheses(simplified: string): boolean {
  let open = 0;
  for (const letter of simplified) {
    if (letter === "(") open += 1;
    else if (letter === ")") open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

/** How often what a pattern repeats a number of times may come, at least for what has no end; counted together. */
export const countRepeats = (pattern: string): number =>
  [...pattern.matchAll(/([0-9]+),?\}/g)].reduce((sum, [, most]) => sum + Number(most), 0);
