/** What may be attached, by its content: the fixed types under which files are stored and sent. */
export const attachmentTypes = ["image/png", "image/jpeg", "application/pdf", "text/plain"] as const;
export type AttachmentType = (typeof attachmentTypes)[number];

/** The endings that a name of each type may have; a file with another gets the first. */
export const attachmentEndings: Readonly<Record<AttachmentType, readonly [string, ...string[]]>> = {
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "application/pdf": ["pdf"],
  "text/plain": ["txt", "log", "csv", "md", "json", "yaml", "yml", "conf", "ini", "diff", "patch"],
};

/** The most files of one step. */
export const maxAttachments = 3;

/** The longest file, in bytes. */
export const maxAttachmentBytes = 10 * 1024 * 1024;

/** The longest name of a file, in characters, its ending included. */
export const maxFileNameLength = 100;
