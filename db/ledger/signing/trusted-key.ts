import { type Head, readHead } from "./checkpoint-note";

/**
 * The verifier key of the ledger as the start command gives it to the web server; null where nobody gave one, and the keys
 * that the database names are all there is.
 */
export const trustedKey = (): string | null => process.env.LEDGER_VERIFIER_KEY || null;

/** What a checkpoint of the database says, if its key signed it and is the one that is trusted; null otherwise. */
export const trustedHead = (note: string, key: string): Head | null =>
  key === (trustedKey() ?? key) ? readHead(note, key) : null;
