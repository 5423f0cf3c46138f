import { parseLocalTime } from "@/lib/time/local-time";

/** The instant of a typed date and time, or a sentence. */
export function parseLocalInstant(local: string, zone: string, offset?: string) {
  try {
    return parseLocalTime(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? local : "", zone, offset);
  } catch {
    return { ok: false, sentence: "Enter a date and a time." } as const;
  }
}
