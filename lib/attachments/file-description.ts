import { type AttachmentType, attachmentTypes } from "./attachment-types";

/** What a record says of a file: `hash` is the SHA-256 of its bytes in lower-case hexadecimal, `size` counts bytes. */
export type AttachedFile = {
  readonly name: string;
  readonly type: AttachmentType;
  readonly size: number;
  readonly hash: string;
};

/**
 * The text that enters the event as a salted hash, as every free text does: so that history, evidence and report list name,
 * size and hash, the ledger covers them, and redacting the text takes all of them. `guard_attachment()` reads the same form.
 */
export const describeFile = ({ name, type, size, hash }: AttachedFile): string =>
  `${name}, ${type}, ${size} bytes, SHA-256 ${hash}`;

/** The file that such a text describes; null for any other text. */
export function fileDescribedBy(text: string): AttachedFile | null {
  const [, name = "", typeName, size, hash = ""] = description.exec(text) ?? [];
  const type = attachmentTypes.find((each) => each === typeName);
  return type ? { name, type, size: Number(size), hash } : null;
}

const description = /^([^\n]{1,200}), ([a-z]+\/[a-z]+), (\d{1,8}) bytes, SHA-256 ([0-9a-f]{64})$/;
