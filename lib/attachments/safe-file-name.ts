import { type AttachmentType, attachmentEndings, maxFileNameLength } from "./attachment-types";

/**
 * A name to show and to save a file under, made from what its sender called it: without folders, control characters, marks
 * that turn the writing round and what a system reads as more than a name; with an ending of its type.
 */
export function safeFileName(claimed: string, type: AttachmentType): string {
  const [ending] = attachmentEndings[type];
  const name = lastPart(claimed.slice(-1000))
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[\s\u2800]+/g, " ")
    .replace(/["'`<>|:*?%;&$#{}\\/]/g, "_")
    .replace(/\.{2,}/g, ".")
    .replace(/^[. _-]+|[. ]+$/g, "");
  const [stem, found] = splitEnding(name);
  const isOwn = attachmentEndings[type].some((each) => each === found.toLowerCase());
  const [base, last] = isOwn ? [stem, found] : [name, ending];
  const short = Array.from(base)
    .slice(0, maxFileNameLength - last.length - 1)
    .join("")
    .replace(/[. ]+$/, "");
  if (short === "") return `file.${last}`;
  return `${reservedName.test(short) ? "file-" : ""}${short}.${last}`;
}

/** The same where the type is not known: what a sentence calls a refused file. */
export const shownFileName = (claimed: string): string =>
  safeFileName(claimed, "text/plain").replace(/\.txt$/, (ending) => (/\.txt$/i.test(claimed) ? ending : ""));

const lastPart = (path: string): string => path.split(/[\\/]/).at(-1) ?? "";

function splitEnding(name: string): readonly [stem: string, ending: string] {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? [name.slice(0, dot), name.slice(dot + 1)] : [name, ""];
}

// Windows opens devices under these, whatever follows a full stop.
const reservedName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
