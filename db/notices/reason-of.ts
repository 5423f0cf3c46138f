import { oneLine } from "@/lib/text/plain-text";

/** What went wrong on the way, without an address: the code of the system, or that nothing came in time. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "no reason given";
  if (error.name === "TimeoutError") return "no answer in time";
  if ("original" in error) return reasonOf(error.original);
  if ("code" in error && typeof error.code === "string" && /^E[A-Z_]+$/.test(error.code)) return error.code;
  return error.cause ? reasonOf(error.cause) : oneLine(error.message, 80);
}
