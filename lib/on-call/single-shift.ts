import { fieldSentence } from "@/lib/refusals/field-sentence";
import { tiers } from "@/lib/rules/record";
import { isTimeZone } from "@/lib/time/local-time";
import { parseLocalInstant } from "./parse-local-instant";
import type { ShiftsResult } from "./rotation";
import { chooseTier } from "./shifts";

/** One shift as it is typed: local times, `YYYY-MM-DDTHH:MM` in `zone`, and which is meant where one comes twice. */
export type ShiftInput = {
  readonly person: string;
  readonly from: string;
  readonly fromOffset?: string;
  readonly until: string;
  readonly untilOffset?: string;
  readonly zone: string;
  readonly tier: string;
};

/** The one shift that was typed, or what is wrong, by field. A time that comes twice is asked about. */
export function shiftFromInput({ person, from, fromOffset, until, untilOffset, zone, tier }: ShiftInput): ShiftsResult {
  const validTier = tiers.find((one) => one === tier);
  if (!isTimeZone(zone)) return { ok: false, errors: { zone: fieldSentence("field_misfit", { kind: "zone" }) } };
  const [start, end] = [parseLocalInstant(from, zone, fromOffset), parseLocalInstant(until, zone, untilOffset)];
  const errors = {
    ...(/^\d{1,15}$/.test(person) ? {} : { person: "Choose who is on call." }),
    ...(start.ok ? {} : { from: start.sentence }),
    ...(end.ok ? {} : { until: end.sentence }),
    ...(start.ok && end.ok && end.instant <= start.instant
      ? { until: "A shift must end after it starts. Choose a later end." }
      : {}),
    ...(validTier ? {} : { tier: chooseTier }),
  };
  if (!start.ok || !end.ok || !validTier || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, shifts: [[Number(person), start.instant, end.instant, validTier]] };
}
