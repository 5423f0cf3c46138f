import { createHash, randomBytes } from "node:crypto";

/** A new session token: 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** The stored form of a token. */
export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token, "utf8").digest();
}
