import { RE2JS } from "re2js";

// A pattern is written by a person and read by two engines: re2js here, PostgreSQL where a change is made. What both read
// alike, and neither takes long for, is a closed set; `is_quick_pattern` in db/sql/catalogue/from-entry.sql holds the same one.
const escaped = String.raw`\\(?:[dws]|[ -/:-@[-${"`"}{-~])`;
const inClass = String.raw`(?:[^\\\]\[^-]|\\[ -/:-@[-${"`"}{-~])`;
const oneOf = String.raw`\[\^?(?:-?(?:${inClass}(?:-${inClass})?|\\[dws])+-?|-)\]`;
const times = String.raw`(?:[?*+]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})`;
const closedSet = new RegExp(
  String.raw`^(?:(?:[^\\^$.|?*+()[\]{}]|${escaped}|\.|${oneOf})${times}?|\^|\$|\(|\)\??|\|)+$`,
  "u",
);

/** The longest pattern, in characters; and how often all that it repeats may come, counted together. */
const longestPattern = 200;
const mostRepeats = 255;

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
  if (pattern.length > longestPattern || !closedSet.test(pattern)) return false;
  const bare = pattern.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
  const open = bare.match(/[*+]|\{[0-9]+,/g) ?? [];
  const chosen = bare.match(/[?|]/g) ?? [];
  return closesWhatItOpens(bare) && 9 * open.length + chosen.length <= 28 && repeatsOf(bare) <= mostRepeats;
}

// `a)|(b` is whole only between other brackets.
function closesWhatItOpens(bare: string): boolean {
  let open = 0;
  for (const letter of bare) {
    if (letter === "(") open += 1;
    else if (letter === ")") open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

/** How often what a pattern repeats a number of times may come, at least for what has no end; counted together. */
export const repeatsOf = (pattern: string): number =>
  [...pattern.matchAll(/([0-9]+),?\}/g)].reduce((sum, [, most]) => sum + Number(most), 0);
