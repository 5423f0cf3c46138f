import { type FormValues, firstValueOf } from "@/lib/form/form-values";
import { stepsWithEffect } from "@/lib/rules/steps";
import { addMinutes } from "@/lib/time/exact-time";
import { toDateTimeLocal } from "@/lib/time/format";
import { isAmbiguousTime, isTimeZone, parseLocalTime } from "@/lib/time/local-time";
import { offsetText } from "@/lib/time/zone-offset";

/** The steps that give a change its window (Normal: Scheduled). */
export const schedulingSteps = stepsWithEffect("schedules");

/**
 * The values of a form that schedules a change: an end that was left empty is its start and the expected minutes, by the
 * clock of the form's zone. As they are where the minutes are unknown or the start cannot be read.
 */
export function withExpectedEnd(formValues: FormValues, minutes: number | null, siteZone: string): FormValues {
  const [start, end] = [firstValueOf(formValues.windowStart).trim(), firstValueOf(formValues.windowEnd).trim()];
  const zone = firstValueOf(formValues.timezone).trim() || siteZone;
  if (end !== "" || start === "" || minutes === null || !isTimeZone(zone)) return formValues;
  const starts = startInstant(start, zone, firstValueOf(formValues.windowStartOffset));
  if (!starts) return formValues;
  const ends = addMinutes(starts, minutes);
  const windowEnd = toDateTimeLocal(ends, zone);
  return {
    ...formValues,
    windowEnd,
    ...(isAmbiguousTime(windowEnd, zone) && { windowEndOffset: offsetText(Date.parse(ends), zone) }),
  };
}

function startInstant(local: string, zone: string, offset: string): string | null {
  try {
    const time = parseLocalTime(local, zone, offset);
    return time.ok ? time.instant : null;
  } catch {
    return null;
  }
}
