import { type ByteCheck, maxPixels, startsWith } from "./bytes";

export const isJpeg = (bytes: Uint8Array): boolean => startsWith(bytes, [0xff, 0xd8, 0xff]);

const [startOfScan, endOfImage] = [0xda, 0xd9];
/** Frame headers, which say how large the image is; 0xc4, 0xc8 and 0xcc are tables. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/** Markers without a length: restarts within a scan, and 0x01. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** Reads a JPEG segment by segment to its end mark, behind which nothing may stand. */
export function checkJpeg(bytes: Uint8Array): ByteCheck {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let [at, hasFrame, hasScan] = [2, false, false];
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return "damaged";
    const marker = bytes[at + 1] ?? 0;
    // Any number of 0xff may stand before a marker.
    if (marker === 0xff) at += 1;
    else if (isBare(marker)) at += 2;
    else if (marker === endOfImage) return hasFrame && hasScan && at + 2 === bytes.length ? null : "damaged";
    else {
      const length = at + 4 <= bytes.length ? view.getUint16(at + 2) : 0;
      if (length < 2 || at + 2 + length > bytes.length || marker === 0 || marker === 0xd8) return "damaged";
      if (isFrame(marker) && length < 8) return "damaged";
      if (isFrame(marker) && view.getUint16(at + 5) * view.getUint16(at + 7) > maxPixels) return "too_many_pixels";
      hasFrame ||= isFrame(marker);
      hasScan ||= marker === startOfScan;
      at += 2 + length;
      if (marker === startOfScan) at = endOfScan(bytes, at);
    }
  }
  return "damaged";
}

/** The place of the first marker behind the compressed data: 0xff00 is a byte of it, and restarts belong to it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !isBare(next)) return at;
  }
  return bytes.length;
}
