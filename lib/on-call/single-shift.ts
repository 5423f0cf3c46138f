import { fieldSentence } from "@/lib/refusals/field-sentence";
import { tiers } from "@/lib/rules/record";
import { isZone } from "@/lib/time/local-time";
import type { Rotated } from "./rotation";
import { instantAt } from "./shift-times";
import { chooseTier } from "./shifts";

/** One shift as it is typed: local times, `YYYY-MM-DDTHH:MM` in `zone`, and which is meant where one comes twice. */
export type TypedShift = {
  readonly person: string;
  readonly from: string;
  readonly fromOffset?: string;
  readonly until: string;
  readonly untilOffset?: string;
  readonly zone: string;
  readonly tier: string;
};

/** The one shift that was typed, or what is wrong, by field. A time that comes twice is asked about. */
export function singleShift({ person, from, fromOffset, until, untilOffset, zone, tier }: TypedShift): Rotated {
  const known = tiers.find((one) => one === tier);
  if (!isZone(zone)) return { ok: false, errors: { zone: fieldSentence("field_misfit", { kind: "zone" }) } };
  const [begins, ends] = [instantAt(from, zone, fromOffset), instantAt(until, zone, untilOffset)];
  const errors = {
    ...(/^\d{1,15}$/.test(person) ? {} : { person: "Choose who is on call." }),
    ...(begins.ok ? {} : { from: begins.sentence }),
    ...(ends.ok ? {} : { until: ends.sentence }),
    ...(begins.ok && ends.ok && ends.instant <= begins.instant
      ? { until: "A shift must end after it starts. Choose a later end." }
      : {}),
    ...(known ? {} : { tier: chooseTier }),
  };
  if (!begins.ok || !ends.ok || !known || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, shifts: [[Number(person), begins.instant, ends.instant, known]] };
}
