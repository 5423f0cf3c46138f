import type { AttachmentRefusal } from "./attachment-words";

/** Why the bytes are refused; null where nothing speaks against them. */
export type ByteCheck = AttachmentRefusal | null;

/** More than any screen or scan has; unpacked it takes 400 MB. */
export const maxPixels = 100_000_000;

export const startsWith = (bytes: Uint8Array, start: readonly number[], from = 0): boolean =>
  start.every((byte, index) => bytes[from + index] === byte);

/** Each byte as one character, those of ASCII as themselves: for patterns of ASCII, whatever the encoding. */
export const toLatin1 = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);
