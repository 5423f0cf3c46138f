import { Temporal } from "temporal-polyfill";
import type { FieldErrors } from "@/lib/form/parse-step-form";
import { fieldSentence } from "@/lib/refusals/field-sentence";
import { type Tier, tiers } from "@/lib/rules/record";
import { isTimeZone } from "@/lib/time/local-time";
import { parseLocalInstant } from "./parse-local-instant";
import { chooseTier, maxShifts, type Shift } from "./shifts";

/** A rotation as it is typed: each field as text, the people in their order. */
export type RotationInput = {
  readonly people: readonly string[];
  /** The first handover, `YYYY-MM-DDTHH:MM` in `zone`; `offset` says which, where the clocks show it twice. */
  readonly first: string;
  readonly offset?: string;
  readonly zone: string;
  readonly days: string;
  readonly turns: string;
  readonly tier: string;
};

type Shifts = { readonly ok: true; readonly shifts: readonly Shift[] };
export type ShiftsResult = Shifts | { readonly ok: false; readonly errors: FieldErrors };

/**
 * The shifts of people who take turns of whole days, one after another and then from the beginning. Each handover is when
 * the clocks of `zone` show what they showed at the first, whatever they did meanwhile; a time that they skip or show twice
 * is read as RFC 5545 3.3.5 does, but the first is asked about. Else what is wrong, by field.
 */
export function rotationShifts({ people, first, offset, zone, days, turns, tier }: RotationInput): ShiftsResult {
  const order = people.filter((person) => person !== "").map(Number);
  const [length, count] = [parseWholeNumber(days), parseWholeNumber(turns)];
  const validTier = tiers.find((one) => one === tier);
  const firstHandover = isTimeZone(zone) ? parseLocalInstant(first, zone, offset) : null;
  const errors: Record<string, string> = {
    ...(order.length === 0 || order.some((person) => !Number.isInteger(person) || person < 1)
      ? { people: "Choose at least one person." }
      : {}),
    ...(firstHandover === null ? { zone: fieldSentence("field_misfit", { kind: "zone" }) } : {}),
    ...(firstHandover && !firstHandover.ok ? { first: firstHandover.sentence } : {}),
    ...(length < 1 || length > 91 ? { days: "Enter 1 to 91 days for a turn." } : {}),
    ...(count < 1 || count > maxShifts ? { turns: "Enter 1 to 1,000 turns." } : {}),
    ...(validTier ? {} : { tier: chooseTier }),
  };
  if (!firstHandover?.ok || !validTier || Object.keys(errors).length > 0) return { ok: false, errors };
  if (length * count > 3 * 365)
    return { ok: false, errors: { turns: "A rotation lasts at most three years. Choose fewer turns." } };
  return { ok: true, shifts: turnsOf(order, { first: firstHandover.instant, zone, length, count, tier: validTier }) };
}

type Turns = { first: string; zone: string; length: number; count: number; tier: Tier };

function turnsOf(order: readonly number[], { first, zone, length, count, tier }: Turns): readonly Shift[] {
  const begin = Temporal.Instant.from(first).toZonedDateTimeISO(zone);
  const handover = (turn: number) =>
    begin
      .toPlainDateTime()
      .add({ days: turn * length })
      .toZonedDateTime(zone)
      .toInstant()
      .toString();
  const at = (turn: number) => (turn === 0 ? first : handover(turn));
  return Array.from({ length: count }, (_, turn) => [order[turn % order.length] ?? 0, at(turn), at(turn + 1), tier]);
}

const parseWholeNumber = (text: string): number => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : 0);
