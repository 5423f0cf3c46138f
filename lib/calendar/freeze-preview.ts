import { type Errors, readPosted } from "@/lib/form/read-form";
import type { Typed } from "@/lib/form/typed";
import type { Span } from "@/lib/time/recurrence";
import { ruleWords } from "@/lib/time/recurrence-words";

export type FreezePreview =
  | { readonly ok: true; readonly covers: string; readonly spans: readonly Span[]; readonly rule: string | null }
  | { readonly ok: false; readonly errors: Errors };

/** The occurrences that a freeze would have with the values entered so far (name and reason aside), or the errors by field. */
export function previewOf(typed: Typed, siteZone: string): FreezePreview {
  const posted = readPosted("freeze", "place_freeze", "", { ...typed, name: "-", reason: "-" }, siteZone);
  if (!posted.ok) return posted;
  const { covers, windowStart, windowEnd, spans, repeats, timezone } = posted.input;
  const once: Span = [String(windowStart), String(windowEnd)];
  const rule = repeats ? ruleWords(String(repeats), once[0], String(timezone || siteZone)) : null;
  return { ok: true, covers: String(covers), spans: Array.isArray(spans) ? spans : [once], rule };
}
