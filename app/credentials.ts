import { lintSource } from "@secretlint/core";
import { rules as recommended } from "@secretlint/secretlint-rule-preset-recommend";

/** The texts of `input` that look like a credential, by field: they are refused before they are stored, because records get printed. */
export async function credentialsIn(input: Readonly<Record<string, unknown>>): Promise<Record<string, string>> {
  const texts = Object.entries(input).flatMap(([field, value]) => textsIn(value).map((text) => ({ field, text })));
  const found = await Promise.all(texts.map(async ({ field, text }) => ((await looksLikeOne(text)) ? [field] : [])));
  return Object.fromEntries(found.flat().map((field) => [field, sentence]));
}

const sentence =
  "This looks like a credential. Records are read, printed and kept for ever: write where it is stored instead.";

// All but the one that obeys comments: who writes a record does not say what is looked through.
const rules = recommended
  .filter(({ meta }) => meta.id !== "@secretlint/secretlint-rule-filter-comments")
  .map((rule) => ({ id: rule.meta.id, rule, options: {} }));

async function looksLikeOne(text: string): Promise<boolean> {
  if (named.test(text)) return true;
  const source = { filePath: "/record.txt", content: text, ext: ".txt", contentType: "text" } as const;
  const { messages } = await lintSource({
    source,
    options: { config: { rules }, noPhysicFilePath: true },
  });
  return messages.length > 0;
}

/** "password: …" and its like, followed by something that is no word. */
const named =
  /\b(?:password|passwd|passphrase|secret|api[_ -]?key|access[_ -]?token)\s*[:=]\s*["']?(?=\S*\d)[^\s"']{8,}/i;

const textsIn = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];
