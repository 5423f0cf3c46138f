import { createHash } from "node:crypto";

/** What the database keeps of a token, and what it compares a post by. */
export const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
