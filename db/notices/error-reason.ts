import { toOneLine } from "@/lib/text/plain-text";

/** A short reason for a network error, without an address: the system's code, or that there was no answer in time. */
export function errorReason(error: unknown): string {
  if (!(error instanceof Error)) return "no reason given";
  if (error.name === "TimeoutError") return "no answer in time";
  if ("original" in error) return errorReason(error.original);
  if ("code" in error && typeof error.code === "string" && /^E[A-Z_]+$/.test(error.code)) return error.code;
  return error.cause ? errorReason(error.cause) : toOneLine(error.message, 80);
}
