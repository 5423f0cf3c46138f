// Computes who was on call from the roster's events. An independent implementation: it shares no code with the product.

export type RosterEvent = {
  readonly id: number;
  readonly step: string;
  readonly by: number;
  readonly at: string;
  readonly data: {
    readonly windowEnd?: string;
    readonly shifts?: readonly (readonly [person: number, from: string, until: string, tier: string])[];
  };
};

export type OnCallPerson = { readonly tier: string; readonly person: number; readonly until: string };

type PlacedShift = OnCallPerson & {
  readonly roster: number;
  readonly from: string;
  readonly takeOverOrder: number;
  readonly starts: bigint;
  readonly ends: bigint;
};

const weekMs = 7 * 24 * 3_600_000;

/** Who was on call at an instant (ISO with microseconds, as events hold it). */
export function onCallAfter(events: readonly RosterEvent[]): (at: string) => readonly OnCallPerson[] {
  const placedShifts = shiftsAfter(events);
  return (at) => currentOnCall(placedShifts.filter((one) => covers(one, instant(at))));
}

function currentOnCall(covering: readonly PlacedShift[]): readonly OnCallPerson[] {
  const people = new Map<string, PlacedShift>();
  for (const one of covering) {
    const inTier = covering.filter(({ tier }) => tier === one.tier);
    if (inTier.some(({ takeOverOrder }) => takeOverOrder > one.takeOverOrder)) continue;
    const known = people.get(`${one.tier} ${one.person}`);
    if (!known || known.ends < one.ends) people.set(`${one.tier} ${one.person}`, one);
  }
  return [...people.values()];
}

/** The shifts after all these events. `takeOverOrder` is 0 for a plain shift and ascends for take-overs. */
export function shiftsAfter(events: readonly RosterEvent[]): readonly PlacedShift[] {
  let placedShifts: readonly PlacedShift[] = [];
  for (const [i, { id, step, by, at, data }] of events.entries()) {
    if (step === "deactivate")
      placedShifts = placedShifts.flatMap((one) => (one.person === id ? cutAt(one, at) : [one]));
    else if (step === "withdraw_shifts")
      placedShifts = placedShifts.flatMap((one) => (one.roster === id ? cutAt(one, at) : [one]));
    else if (step === "take_on_call")
      placedShifts = [
        ...placedShifts,
        placeShift(id, by, at, data.windowEnd ?? defaultTakeOverEnd(placedShifts, at), "primary", i + 1),
      ];
    else
      for (const [person, from, until, tier] of data.shifts ?? [])
        if (instant(at) < instant(until))
          placedShifts = [
            ...placedShifts,
            placeShift(id, person, instant(from) < instant(at) ? at : from, until, tier, 0),
          ];
  }
  return placedShifts;
}

const placeShift = (
  roster: number,
  person: number,
  from: string,
  until: string,
  tier: string,
  takeOverOrder: number,
): PlacedShift => ({
  roster,
  person,
  from,
  until,
  tier,
  takeOverOrder,
  starts: instant(from),
  ends: instant(until),
});

function cutAt(shift: PlacedShift, at: string): readonly PlacedShift[] {
  if (shift.starts >= instant(at)) return [];
  return [shift.ends > instant(at) ? { ...shift, until: at, ends: instant(at) } : shift];
}

function defaultTakeOverEnd(placedShifts: readonly PlacedShift[], at: string): string {
  const running = placedShifts.filter(
    (one) => one.tier === "primary" && one.takeOverOrder === 0 && covers(one, instant(at)),
  );
  const last = running.reduce<PlacedShift | null>(
    (latest, one) => (latest && latest.ends >= one.ends ? latest : one),
    null,
  );
  const latestEnd = addMs(at, weekMs);
  if (!last) return addMs(at, weekMs / 14);
  return last.ends > instant(latestEnd) ? latestEnd : last.until;
}

const covers = ({ starts, ends }: PlacedShift, at: bigint) => starts <= at && at < ends;
const addMs = (at: string, ms: number) =>
  new Date(Date.parse(at) + ms).toISOString().replace(/\.\d+Z$/, `.${at.slice(20, 26)}Z`);

/** Microseconds since 1970. */
const instant = (at: string): bigint => BigInt(Date.parse(`${at.slice(0, 19)}Z`)) * 1000n + BigInt(at.slice(20, 26));
