/** In which encoding a file was read. */
type DecodedText =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding }
  | { readonly ok: false; readonly sentence: string };
/** In which encodings files are read. */
export const encodings = ["UTF-8", "UTF-16", "Windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** The encoding of that name. */
export const encodingByName = (name: string): Encoding => encodings.find((one) => one === name) ?? encodings[0];

/**
 * The text of a file that somebody chose: UTF-8 and UTF-16 as their bytes say, else Windows-1252, which spreadsheets write in
 * western Europe. What is none of them is refused by a sentence; no sign is ever put in the place of one that cannot be read.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, 0, 0, 0xfe, 0xff))
    return reject("The file is in UTF-32.");
  const utf16 = utf16Encoding(bytes);
  if (utf16) return requireReadable(decode(bytes, utf16), "UTF-16");
  const text = decode(bytes, "utf-8");
  if (text !== null) return requireReadable(text, "UTF-8");
  const windows1252 = decodeWindows1252(bytes);
  // What is read as two signs where UTF-8 has one was UTF-8 before something else was put into it.
  return requireReadable(windows1252 !== null && mojibake.test(windows1252) ? null : windows1252, "Windows-1252");
}

/** What a preview says of the encoding; null of those that say themselves what they are. */
export const encodingNote = (encoding: Encoding): string | null =>
  encoding === "Windows-1252"
    ? "The file is not in UTF-8, so it was read as Windows-1252. Check the letters beyond A to Z before you go on."
    : null;

const startsWith = (bytes: Uint8Array, ...first: number[]) => first.every((byte, index) => bytes[index] === byte);

/** Which order the bytes of UTF-16 are in, by its mark; without one, by where the empty halves of plain letters are. */
function utf16Encoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (startsWith(bytes, 0xff, 0xfe)) return "utf-16le";
  if (startsWith(bytes, 0xfe, 0xff)) return "utf-16be";
  const first = bytes.subarray(0, 200);
  const empty = [0, 1].map((rest) => first.filter((byte, index) => byte === 0 && index % 2 === rest).length);
  const [even = 0, odd = 0] = empty;
  if (even + odd === 0 || even + odd < first.length / 4) return null;
  return even === 0 ? "utf-16le" : odd === 0 ? "utf-16be" : null;
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

// Some versions of Node read the label windows-1252 as ISO 8859-1, so its 32 own signs stand here; a blank is none.
const windows1252Characters = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

function decodeWindows1252(bytes: Uint8Array): string | null {
  const characters: string[] = [];
  for (const byte of bytes) {
    const character = byte >= 0x80 && byte < 0xa0 ? windows1252Characters[byte - 0x80] : String.fromCharCode(byte);
    if (character === undefined || (character === " " && byte >= 0x80)) return null;
    characters.push(character);
  }
  return characters.join("");
}

const mojibake = /[Ã][€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ\u00a0-\u00bf]|â€/;

function requireReadable(text: string | null, encoding: Encoding): DecodedText {
  if (text === null)
    return reject(
      encoding === "Windows-1252" ? "The file is neither in UTF-8 nor in Windows-1252." : "The file is damaged UTF-16.",
    );
  if (text.includes("\0")) return reject("The file contains characters that no text has (NUL).");
  if (text.includes("\ufffd"))
    return reject("The file contains “\ufffd”, which marks letters that were lost when the file was made.");
  return { ok: true, text, encoding };
}

const reject = (what: string): DecodedText => ({
  ok: false,
  sentence: `${what} Save it as UTF-8 (in Excel: “CSV UTF-8”) and choose it again.`,
});
