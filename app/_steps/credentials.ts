import { setImmediate as othersTurn } from "node:timers/promises";
import { lintSource } from "@secretlint/core";
import { rules as recommended } from "@secretlint/secretlint-rule-preset-recommend";
import { containsCredential } from "@/lib/text/contains-credential";

/**
 * By field. They are refused before they are stored, because records are printed and kept for ever. All texts are scanned at
 * once, because starting all patterns costs more than a form's texts; field by field only where something was found.
 */
export async function findCredentials(input: Readonly<Record<string, unknown>>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  if (!(await anyHasCredential(input))) return found;
  for (const [field, value] of Object.entries(input))
    if (await anyHasCredential(value)) found[field] = credentialMessage;
  return found;
}

const credentialMessage =
  "This looks like a credential. Records are printed and stored for good: write where the credential is stored instead.";

// No pattern reaches from one text into the next, to begin or to end there: none has room for a null character.
const textSeparator = "\n\0\n";

const anyHasCredential = (value: unknown): Promise<boolean> =>
  hasCredential(
    [...new Set(stringsIn(value))].filter((text) => text.length >= minCredentialLength).join(textSeparator),
  );

// All patterns together are slow, so that a long text is scanned piece by piece and other requests run
// in between. Pieces overlap by the longest credential, a PEM key, so that none is cut in two.
const maxCredentialLength = 10_500;
const pieceLength = 2 * maxCredentialLength;
const minCredentialLength = 7;

async function hasCredential(text: string): Promise<boolean> {
  if (text === "") return false;
  for (let start = 0; start === 0 || start + maxCredentialLength < text.length; start += maxCredentialLength) {
    const piece = text.slice(start, start + pieceLength);
    if (containsCredential(piece) || (await secretlintFindsAny(piece))) return true;
    await othersTurn();
  }
  return false;
}

// Without the rule that obeys comments: an author must not be able to switch the scan off.
const rules = recommended
  .filter(({ meta }) => meta.id !== "@secretlint/secretlint-rule-filter-comments")
  .map((rule) => ({ id: rule.meta.id, rule, options: {} }));

async function secretlintFindsAny(text: string): Promise<boolean> {
  const source = { filePath: "/record.txt", content: text, ext: ".txt", contentType: "text" } as const;
  const { messages } = await lintSource({
    source,
    options: { config: { rules }, noPhysicFilePath: true },
  });
  return messages.length > 0;
}

const stringsIn = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : [];
