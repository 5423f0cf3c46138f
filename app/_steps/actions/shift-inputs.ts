import type { FormValues } from "@/lib/form/form-values";
import type { RotationInput } from "@/lib/on-call/rotation";
import type { ShiftInput } from "@/lib/on-call/single-shift";

/** A field that may be repeated counts by its last value. */
export const lastValue = (value: FormValues[string] | undefined): string => [value ?? ""].flat().at(-1) ?? "";

/** People arrive as separate values in an address, and joined by commas in a form. */
export const rotationInput = (typed: FormValues): RotationInput => ({
  people: [typed.people ?? ""].flat().flatMap((people) => people.split(",")),
  first: lastValue(typed.first),
  offset: lastValue(typed.firstOffset),
  zone: lastValue(typed.zone),
  days: lastValue(typed.days),
  turns: lastValue(typed.turns),
  tier: lastValue(typed.tier),
});

export const shiftInput = (typed: FormValues): ShiftInput => ({
  person: lastValue(typed.person),
  from: lastValue(typed.from),
  fromOffset: lastValue(typed.fromOffset),
  until: lastValue(typed.until),
  untilOffset: lastValue(typed.untilOffset),
  zone: lastValue(typed.zone),
  tier: lastValue(typed.tier),
});
