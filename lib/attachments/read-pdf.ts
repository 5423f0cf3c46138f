import { type ByteCheck, startsWith, toLatin1 } from "./bytes";

/** Only where it begins so: a reader that looks for the mark further on would open two formats. */
export const isPdf = (bytes: Uint8Array): boolean => startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d]);

/** A PDF that ends where it says, and in whose names nothing runs or opens: what is compressed in it cannot be told. */
export function checkPdf(bytes: Uint8Array): ByteCheck {
  const text = toLatin1(bytes);
  if (!/^%PDF-[12]\.\d[\s%]/.test(text) || !/%%EOF\s*$/.test(text.slice(-100))) return "damaged";
  const names = text.match(namePattern) ?? [];
  return names.some((name) => activeNames.has(plainName(name))) ? "active" : null;
}

// Only names that begin as an active one could, plainly or in hexadecimal.
const namePattern = /\/(?=[JLERXSI#])(?:[A-Za-z0-9]|#[0-9A-Fa-f]{2}){3,60}/g;
// Every action that runs a script has /JavaScript. Shorter names, such as /JS, occur by chance in what is compressed.
const activeNames = new Set([
  "JavaScript",
  "Launch",
  "EmbeddedFile",
  "EmbeddedFiles",
  "RichMedia",
  "XFA",
  "SubmitForm",
  "ImportData",
]);

/** A name of a PDF may write any character as `#` and its number. */
const plainName = (name: string): string =>
  name.slice(1).replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
