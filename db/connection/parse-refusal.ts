import { z } from "zod";
import type { RefusalCode } from "@/lib/refusals/refusal-list";
import { isRefusalCode, refusalSentence } from "@/lib/refusals/refusal-sentence";
import type { CheckResult } from "@/lib/rules/judge";
import { isPrecondition, type Precondition } from "@/lib/rules/rules";

/** A refusal by the database: its kind, its sentence, and the field or precondition that it names. */
export type DatabaseRefusal = {
  readonly ok: false;
  readonly kind: string;
  /** As a direct SQL client sees it, with its clause. */
  readonly sentence: string;
  /** With `fact`, from which pages format the message in the reader's time zone. */
  readonly code?: RefusalCode;
  readonly details?: CheckResult;
  readonly field?: string;
  readonly precondition?: Precondition;
};

/** Parses the refusal in the driver's error (SQLSTATE WL001, or a named constraint); null for any other failure. */
export function parseRefusal(error: unknown): DatabaseRefusal | null {
  const cause = databaseError.safeParse(error);
  if (!cause.success) return null;
  const { code, message, detail, constraint_name: constraint } = cause.data;
  if (code === "WL001") return refusalFromDetail(message, detail);
  if (code.startsWith("23") && constraint)
    return {
      ok: false,
      kind: "constraint",
      sentence: refusalSentence("would_not_hold", { constraint }),
    };
  return malformedInputCodes.includes(code)
    ? { ok: false, kind: "field", sentence: refusalSentence("unreadable") }
    : null;
}

const databaseError = z.object({
  code: z.string(),
  message: z.string(),
  detail: z.string().optional(),
  constraint_name: z.string().optional(),
});

/** SQLSTATEs of input that Postgres cannot parse: null characters, invalid Unicode, values out of range. */
const malformedInputCodes = ["22021", "22P05", "22P02", "22003", "22007", "22008", "22023", "54000"];

const refusalDetail = z.object({
  because: z.string(),
  refusal: z.string().optional(),
  field: z.string().optional(),
  need: z.string().optional(),
  fact: z.union([z.record(z.string(), z.unknown()), z.null()]).optional(),
});

function refusalFromDetail(sentence: string, detail: string | undefined): DatabaseRefusal {
  const parsedDetail = refusalDetail.safeParse(tryParseJson(detail ?? "{}"));
  if (!parsedDetail.success) return { ok: false, kind: "unknown", sentence };
  const { need, field, fact, refusal: code, because: kind } = parsedDetail.data;
  return {
    ok: false,
    kind,
    sentence,
    ...(code && isRefusalCode(code) && { code, details: fact ?? null }),
    ...(field && { field }),
    ...(need && isPrecondition(need) && { precondition: need }),
  };
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
