import { DatabaseError } from "./database-error";
import type { DatabaseRefusal } from "./parse-refusal";

export type { DatabaseRefusal } from "./parse-refusal";

/** The refusal that a failed query carries; null for any other failure. */
export const refusalFromError = (error: unknown): DatabaseRefusal | null =>
  error instanceof DatabaseError ? error.refusal : null;
