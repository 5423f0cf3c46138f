import type { AttachmentType } from "./attachment-types";
import { maxAttachmentBytes } from "./attachment-types";
import type { AttachmentRefusal } from "./attachment-words";
import { type ByteCheck, startsWith, toLatin1 } from "./bytes";
import { checkJpeg, isJpeg } from "./read-jpeg";
import { checkPdf, isPdf } from "./read-pdf";
import { checkPng, isPng } from "./read-png";
import { checkText } from "./read-text";

type CheckedFile =
  | { readonly ok: true; readonly type: AttachmentType }
  | { readonly ok: false; readonly refusal: AttachmentRefusal };

/**
 * The type of a file by its bytes alone, whatever it is called. Refuses what is none of the four, what is two things at once,
 * and what could run somewhere. Linear in the bytes, of which there are at most 10 MB.
 */
export function checkFile(bytes: Uint8Array): CheckedFile {
  if (bytes.length === 0) return { ok: false, refusal: "empty" };
  if (bytes.length > maxAttachmentBytes) return { ok: false, refusal: "too_large" };
  const { type, check } = formats.find(({ is }) => is(bytes)) ?? text;
  const refusal = check(bytes) ?? checkForOtherFormats(bytes, type);
  return refusal ? { ok: false, refusal } : { ok: true, type };
}

type Format = { readonly type: AttachmentType; readonly check: (bytes: Uint8Array) => ByteCheck };

const text: Format = { type: "text/plain", check: checkText };
const formats: readonly (Format & { readonly is: (bytes: Uint8Array) => boolean })[] = [
  { type: "image/png", is: isPng, check: checkPng },
  { type: "image/jpeg", is: isJpeg, check: checkJpeg },
  { type: "application/pdf", is: isPdf, check: checkPdf },
];

/** A second format in the same bytes: markup that a browser would run, an archive at the end, a PDF near the start. */
function checkForOtherFormats(bytes: Uint8Array, type: AttachmentType): ByteCheck {
  const characters = toLatin1(bytes);
  if (markup.test(characters)) return "active";
  if (type !== "application/pdf" && characters.slice(0, 2048).includes("%PDF-")) return "active";
  return endsInArchive(bytes, characters) ? "archive" : null;
}

// Of a scheme only what follows a quote, a bracket or "=": where markup or a link would run it.
const markup =
  /<(?:!doctype\s+html|(?:script|html|svg|iframe|object|embed|body|xsl:stylesheet)[\s>/])|<\?xml-stylesheet|["'(=<]\s{0,8}(?:javascript|vbscript):/i;

/** Readers of ZIP look for its directory from the end, behind at most 64 KB of comment. */
function endsInArchive(bytes: Uint8Array, characters: string): boolean {
  const tail = characters.slice(-66_000);
  if (tail.includes("PK\u0005\u0006") && zipEntries.some((mark) => characters.includes(mark))) return true;
  return archives.some((start) => startsWith(bytes, start));
}

const zipEntries = ["PK\u0003\u0004", "PK\u0001\u0002"];
const archives = [
  [0x50, 0x4b, 0x03, 0x04], // ZIP, and what is made of it: documents, JAR
  [0x1f, 0x8b], // gzip
  [0x42, 0x5a, 0x68], // bzip2
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // RAR
];
