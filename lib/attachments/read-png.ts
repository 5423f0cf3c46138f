import { type ByteCheck, maxPixels, startsWith } from "./bytes";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const maxChunks = 100_000;

export const isPng = (bytes: Uint8Array): boolean => startsWith(bytes, signature);

/** Reads a PNG chunk by chunk: IHDR first, each with its checksum, IEND last, and nothing behind it. */
export function checkPng(bytes: Uint8Array): ByteCheck {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = signature.length;
  for (let chunk = 0; chunk < maxChunks && at + 12 <= bytes.length; chunk += 1) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return "damaged";
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (!/^[A-Za-z]{4}$/.test(type) || (chunk === 0) !== (type === "IHDR")) return "damaged";
    if (view.getUint32(end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) return "damaged";
    if (chunk === 0 && length !== 13) return "damaged";
    if (chunk === 0 && view.getUint32(at + 8) * view.getUint32(at + 12) > maxPixels) return "too_many_pixels";
    if (type === "IEND") return length === 0 && end === bytes.length && chunk > 1 ? null : "damaged";
    at = end;
  }
  return "damaged";
}

// The checksum of RFC 1952, by a table.
const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** The CRC-32 of PNG and ZIP. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
