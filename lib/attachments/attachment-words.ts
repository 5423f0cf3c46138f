import { type AttachmentType, maxAttachmentBytes, maxAttachments } from "./attachment-types";

const megabytes = maxAttachmentBytes / 1024 / 1024;

/** Under the field: what may be chosen. */
export const attachmentHint = `At most ${maxAttachments} files of ${megabytes} MB each: PNG, JPEG, PDF or plain text.`;

/** Why a file is refused. Each says what to do instead. */
export const attachmentRefusals = {
  empty: "This file is empty. Choose another.",
  too_large: `This file is larger than ${megabytes} MB. Shorten it, or link to it instead.`,
  unknown: "This is not a PNG, JPEG, PDF or plain text file. Convert it, or link to it instead.",
  damaged: "This file is damaged, or more was added to it. Export it again.",
  too_many_pixels: "This image has too many pixels. Take a smaller screenshot.",
  active: "This file contains HTML or script. Attach a screenshot of it instead.",
  archive: "This file contains an archive. Attach what is in it instead.",
  not_utf8: "This text is not in UTF-8. Save it as UTF-8.",
  control_characters: "This text contains control characters or invisible marks. Remove them, or attach a screenshot.",
} as const;
export type AttachmentRefusal = keyof typeof attachmentRefusals;

export const tooManyAttachments = `Choose at most ${maxAttachments} files.`;

/** A refused file under its name: "“scan.svg”: This is not …". */
export const refusedFile = (name: string, sentence: string): string => `“${name}”: ${sentence}`;

/** Of a form that comes back: a browser cannot fill in files. */
export const chooseFilesAgain = "Choose your files again.";

/** Whoever sends a second form with files while the first is read. */
export const uploadRefusals = {
  yours: "Another upload of yours is still running. Nothing was saved. Wait for it, go back, and send the form again.",
  busy: "Other files are being received right now. Nothing was saved. Go back, and send the form again in a minute.",
} as const;

/** Whoever fetches many files at once. */
export const downloadBusy = "Other files are being sent right now. Try again in a minute.";

export const noSuchAttachment = "There is no such attachment.";
export const attachmentRedacted = "This attachment was redacted.";

/** What people call a type. */
export const typeLabels: Readonly<Record<AttachmentType, string>> = {
  "image/png": "PNG",
  "image/jpeg": "JPEG",
  "application/pdf": "PDF",
  "text/plain": "plain text",
};

/** A size for people: "812 bytes", "64 KB", "3.1 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1000 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
