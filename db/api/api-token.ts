import { createHash, randomBytes } from "node:crypto";
import { type TokenKind, tokenPrefixes } from "@/lib/tokens/token-scopes";
import { readTokenCaller } from "./read-token-caller";

const checksumLength = 6;

/** A new token: its prefix, 256 random bits and a checksum, by which scanners and the server know it for one without asking. */
export function newApiToken(kind: TokenKind): string {
  const body = `${tokenPrefixes[kind]}${randomBytes(32).toString("base64url")}`;
  return `${body}${checksumOf(body)}`;
}

/** Whether a text can be a token at all; only then is the database asked. */
export function isApiToken(text: string): boolean {
  if (!/^wl[ps]_[\w-]{49}$/.test(text)) return false;
  return checksumOf(text.slice(0, -checksumLength)) === text.slice(-checksumLength);
}

const checksumOf = (body: string): string =>
  createHash("sha256").update(`windlass ${body}`).digest("base64url").slice(0, checksumLength);

/** Whether this token exists and works. */
export const isApiTokenInUse = async (token: string): Promise<boolean> => (await readTokenCaller(token, null)) !== null;
