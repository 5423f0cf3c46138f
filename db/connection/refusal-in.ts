import { DatabaseError } from "./database-error";
import type { DatabaseRefusal } from "./refusal-of";

export type { DatabaseRefusal } from "./refusal-of";

/** The refusal that a failed query carries; null for any other failure. */
export const refusalIn = (error: unknown): DatabaseRefusal | null =>
  error instanceof DatabaseError ? error.refusal : null;
