import { sha256 } from "./sha256";

/** SHA-256 of the UTF-8 bytes of a text, in hex. */
export const sha256Hex = (text: string): string => sha256(text).toString("hex");
