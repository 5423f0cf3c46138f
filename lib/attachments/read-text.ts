import { hasVisibleText } from "@/lib/text/has-visible-text";
import type { ByteCheck } from "./bytes";

/** Plain text in UTF-8: no control characters but tab and line ends, nothing that turns the writing round or names an interpreter. */
export function checkText(bytes: Uint8Array): ByteCheck {
  const text = decodeUtf8(bytes);
  // A binary file holds null characters or is no UTF-8; a text in another encoding has no null characters.
  if (bytes.includes(0)) return "unknown";
  if (text === null) return looksBinary(bytes) ? "unknown" : "not_utf8";
  if (!hasVisibleText(text)) return "empty";
  if (programStarts.test(text)) return "unknown";
  return controlCharacters.test(text) ? "control_characters" : null;
}

// Tab, line ends and the form feed of old logs stay.
const controlCharacters = /(?![\t\n\r\f])[\p{Cc}\u061c\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/u;

// Interpreters, PostScript, RTF, Windows programs, MIME messages that a browser saves.
const programStarts = /^\s{0,20}(?:#!|%!PS|\{\\rtf|MZ|<\?php|<\?xml|<%|MIME-Version:)/i;

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** More control characters than a text in an old encoding has. */
function looksBinary(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 4096);
  const odd = start.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return odd > start.length / 100;
}
