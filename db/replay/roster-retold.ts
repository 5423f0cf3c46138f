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

export type Called = { readonly tier: string; readonly person: number; readonly until: string };

type Told = Called & {
  readonly roster: number;
  readonly from: string;
  readonly takenAs: number;
  readonly starts: bigint;
  readonly ends: bigint;
};

const week = 7 * 24 * 3_600_000;

/** Who was on call at an instant (ISO with microseconds, as events hold it). */
export function onCallBy(events: readonly RosterEvent[]): (at: string) => readonly Called[] {
  const told = toldBy(events);
  return (at) => calledOf(told.filter((one) => covers(one, instant(at))));
}

function calledOf(covering: readonly Told[]): readonly Called[] {
  const people = new Map<string, Told>();
  for (const one of covering) {
    const inTier = covering.filter(({ tier }) => tier === one.tier);
    if (inTier.some(({ takenAs }) => takenAs > one.takenAs)) continue;
    const known = people.get(`${one.tier} ${one.person}`);
    if (!known || known.ends < one.ends) people.set(`${one.tier} ${one.person}`, one);
  }
  return [...people.values()];
}

/** The shifts after all these events. `takenAs` is 0 for a plain shift and ascends for take-overs. */
export function toldBy(events: readonly RosterEvent[]): readonly Told[] {
  let told: readonly Told[] = [];
  for (const [place, { id, step, by, at, data }] of events.entries()) {
    if (step === "deactivate") told = told.flatMap((one) => (one.person === id ? cut(one, at) : [one]));
    else if (step === "withdraw_shifts") told = told.flatMap((one) => (one.roster === id ? cut(one, at) : [one]));
    else if (step === "take_on_call")
      told = [...told, asTold(id, by, at, data.windowEnd ?? usualEnd(told, at), "primary", place + 1)];
    else
      for (const [person, from, until, tier] of data.shifts ?? [])
        if (instant(at) < instant(until))
          told = [...told, asTold(id, person, instant(from) < instant(at) ? at : from, until, tier, 0)];
  }
  return told;
}

const asTold = (roster: number, person: number, from: string, until: string, tier: string, takenAs: number): Told => ({
  roster,
  person,
  from,
  until,
  tier,
  takenAs,
  starts: instant(from),
  ends: instant(until),
});

function cut(one: Told, at: string): readonly Told[] {
  if (one.starts >= instant(at)) return [];
  return [one.ends > instant(at) ? { ...one, until: at, ends: instant(at) } : one];
}

function usualEnd(told: readonly Told[], at: string): string {
  const running = told.filter((one) => one.tier === "primary" && one.takenAs === 0 && covers(one, instant(at)));
  const last = running.reduce<Told | null>((latest, one) => (latest && latest.ends >= one.ends ? latest : one), null);
  const most = later(at, week);
  if (!last) return later(at, week / 14);
  return last.ends > instant(most) ? most : last.until;
}

const covers = ({ starts, ends }: Told, at: bigint) => starts <= at && at < ends;
const later = (at: string, ms: number) =>
  new Date(Date.parse(at) + ms).toISOString().replace(/\.\d+Z$/, `.${at.slice(20, 26)}Z`);

/** Microseconds since 1970. */
const instant = (at: string): bigint => BigInt(Date.parse(`${at.slice(0, 19)}Z`)) * 1000n + BigInt(at.slice(20, 26));
