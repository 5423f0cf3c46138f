import type { FormValues } from "@/lib/form/form-values";
import { type FieldErrors, parseStepForm } from "@/lib/form/parse-step-form";
import { describeRecurrence } from "@/lib/time/describe-recurrence";
import type { TimeSpan } from "@/lib/time/expand-recurrence";

export type FreezePreview =
  | { readonly ok: true; readonly scope: string; readonly spans: readonly TimeSpan[]; readonly rule: string | null }
  | { readonly ok: false; readonly errors: FieldErrors };

/** The occurrences that a freeze would have with the values entered so far (name and reason aside), or the errors by field. */
export function previewFreeze(formValues: FormValues, siteZone: string): FreezePreview {
  const parsed = parseStepForm("freeze", "place_freeze", "", { ...formValues, name: "-", reason: "-" }, siteZone);
  if (!parsed.ok) return parsed;
  const { covers, windowStart, windowEnd, spans, repeats, timezone } = parsed.input;
  const once: TimeSpan = [String(windowStart), String(windowEnd)];
  const rule = repeats ? describeRecurrence(String(repeats), once[0], String(timezone || siteZone)) : null;
  return { ok: true, scope: String(covers), spans: Array.isArray(spans) ? spans : [once], rule };
}
