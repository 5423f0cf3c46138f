import { sha256 } from "./sha256";

/** SHA-256 of the UTF-8 bytes of a text, in hex. */
export const digest = (text: string): string => sha256(text).toString("hex");
