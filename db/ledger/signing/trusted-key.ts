import { type Head, verifyHead } from "./checkpoint-note";

/**
 * The ledger's verifier key, which the start command passes to the web server; null where it passed none. Then the keys named in
 * the database have to be trusted.
 */
export const trustedKey = (): string | null => process.env.LEDGER_VERIFIER_KEY || null;

/** The content of a checkpoint if its signature is valid and its key trusted; null otherwise. */
export const trustedHead = (note: string, key: string): Head | null =>
  key === (trustedKey() ?? key) ? verifyHead(note, key) : null;
