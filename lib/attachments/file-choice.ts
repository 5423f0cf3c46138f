import { maxAttachmentBytes, maxAttachments } from "./attachment-types";
import { attachmentRefusals, refusedFile, tooManyAttachments } from "./attachment-words";
import { shownFileName } from "./safe-file-name";

/** What is wrong with the chosen files by their number and sizes alone; null where nothing is. Other values are no files. */
export function fileChoiceProblem(chosen: readonly unknown[]): string | null {
  const files = chosen.filter(isFileLike).filter(({ name, size }) => name !== "" || size > 0);
  if (files.length > maxAttachments) return tooManyAttachments;
  const large = files.find(({ size }) => size > maxAttachmentBytes);
  return large ? refusedFile(shownFileName(large.name), attachmentRefusals.too_large) : null;
}

type FileLike = { readonly name: string; readonly size: number };

const isFileLike = (value: unknown): value is FileLike =>
  typeof value === "object" && value !== null && "name" in value && "size" in value && typeof value.size === "number";
