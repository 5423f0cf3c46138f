import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

const iterations = 4096;

/**
 * What PostgreSQL stores of a password (RFC 5802, SCRAM-SHA-256): given in its place, the password itself never reaches the
 * server's log. Takes printable ASCII alone, which needs no normalisation.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  if (!isPlainPassword(password)) throw new Error("A password holds printable ASCII alone, and is not empty.");
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  const storedKey = createHash("sha256").update(hmac(salted, "Client Key")).digest("base64");
  const serverKey = hmac(salted, "Server Key").toString("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}

/** Whether a password can be set by its verifier. */
export const isPlainPassword = (password: string): boolean => /^[ -~]+$/.test(password);

const hmac = (key: Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
