import { sha256 } from "./sha256";

/** SHA-256 of the UTF-8 bytes of a text, in hex. */
export const sha256Hex = (text: string): string => sha256(text).toString("hex");

/** A UUID that the text alone decides. */
export function uuidOf(text: string): string {
  const hex = sha256Hex(text);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
