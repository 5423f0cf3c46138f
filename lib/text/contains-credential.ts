/**
 * Whether a text names a credential and gives it: "password: …" and its like, followed by something that is no word. Looks
 * at each letter a few times at most, whatever the text.
 */
export function containsCredential(text: string): boolean {
  let word: Word = { end: 0, lastDigit: -1 };
  for (const { index, 0: name } of text.matchAll(credentialName)) {
    const start = index + name.length;
    if (start >= word.end) word = wordAt(text, start);
    if (word.lastDigit >= start && looksLikeSecret(text.slice(start, start + 8))) return true;
  }
  return false;
}

const credentialName = /\b(?:password|passwd|passphrase|secret|api[_ -]?key|access[_ -]?token)\s*[:=]\s*["']?/gi;
const looksLikeSecret = (start: string): boolean => /^[^\s"']{8}$/.test(start);

/** What stands up to the next blank: where it ends, and where its last digit is. */
type Word = { readonly end: number; readonly lastDigit: number };

function wordAt(text: string, start: number): Word {
  whitespace.lastIndex = start;
  const end = whitespace.exec(text)?.index ?? text.length;
  let lastDigit = end - 1;
  while (lastDigit >= start && !/\d/.test(text.charAt(lastDigit))) lastDigit -= 1;
  return { end, lastDigit };
}

const whitespace = /\s/g;
