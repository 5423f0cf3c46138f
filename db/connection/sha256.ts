import { createHash } from "node:crypto";

/** The stored form of tokens, and the hash by which repeated requests are recognised. */
export const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
