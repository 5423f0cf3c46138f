import { placeholderPlanWords } from "./placeholder-plan-words";

// Classes of a pattern, after normalisation; `is_placeholder_plan` in SQL holds the same three. What parts words; what is no letter
// or figure; letters of scripts that write without blanks.
const whitespace = "\\u0009-\\u000d\\u0020\\u0085\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u2800\\u3000";
const symbols =
  "\\u0021-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u00d7\\u00f7\\u02c2-\\u02df\\u0589\\u05be-\\u05c6\\u060c\\u061b\\u061f\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u2010-\\u2027\\u2030-\\u205e\\u2190-\\u2bff\\u3001-\\u3004\\u3008-\\u3020\\u3030\\u30fb\\ue000-\\uf8ff\\ufe10-\\ufe6f\\ufffc\\ufffd\\u{1f000}-\\u{1faff}";
const unspacedScripts =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3041-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3134f}";
export const planCharacterClasses = { blanks: whitespace, signs: symbols, unparted: unspacedScripts };

const whitespaceRun = new RegExp(`[${whitespace}]+`, "u");
const symbolRun = new RegExp(`[${symbols}]+`, "u");
const unspacedLetter = new RegExp(`[${unspacedScripts}]`, "gu");

/**
 * Whether a text is no rollback plan (Change Records: Rollback plan): it holds nothing but signs, single letters and the
 * words by which people say that there is none, or it is a single word. Scripts without blanks have words from four letters on.
 */
export function isPlaceholderPlan(plan: string): boolean {
  const words = [...new Set(foldText(plan).split(whitespaceRun).map(withoutInvisible))].filter(
    (word) => wordParts(word).length > 0,
  );
  if (words.flatMap(wordParts).every(isPlaceholderPart)) return true;
  return words.length < 2 && (words.join("").match(unspacedLetter)?.length ?? 0) < 4;
}

/** A text as it is compared: Unicode's compatible form, without accents and letter case. */
export const foldText = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]+/g, "")
    .toLowerCase()
    .replace(/[øłđðς]/g, (letter) => foldedLetters[letter] ?? letter);

const foldedLetters: Readonly<Record<string, string>> = { ø: "o", ł: "l", đ: "d", ð: "d", ς: "σ" };
const withoutInvisible = (word: string) => word.replace(/[\p{Default_Ignorable_Code_Point}]+/gu, "");
const wordParts = (word: string): readonly string[] => word.split(symbolRun).filter((part) => part !== "");
const placeholderWords = new Set(placeholderPlanWords.map(foldText));
const isPlaceholderPart = (part: string) => /^([0-9]+|.)$/su.test(part) || placeholderWords.has(part);
