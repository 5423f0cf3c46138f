import type { Typed } from "@/lib/form/typed";
import type { TypedRotation } from "@/lib/on-call/rotation";
import type { TypedShift } from "@/lib/on-call/single-shift";

/** A field that may be repeated counts by its last value. */
export const word = (value: Typed[string] | undefined): string => [value ?? ""].flat().at(-1) ?? "";

/** People arrive as separate values in an address, and joined by commas in a form. */
export const asRotation = (typed: Typed): TypedRotation => ({
  people: [typed.people ?? ""].flat().flatMap((people) => people.split(",")),
  first: word(typed.first),
  offset: word(typed.firstOffset),
  zone: word(typed.zone),
  days: word(typed.days),
  turns: word(typed.turns),
  tier: word(typed.tier),
});

export const asShift = (typed: Typed): TypedShift => ({
  person: word(typed.person),
  from: word(typed.from),
  fromOffset: word(typed.fromOffset),
  until: word(typed.until),
  untilOffset: word(typed.untilOffset),
  zone: word(typed.zone),
  tier: word(typed.tier),
});
