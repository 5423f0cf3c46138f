import { mostShifts } from "@/lib/on-call/shifts";
import { type LeftOut, leftOutKinds } from "./left-out";
import { type FilePerson, keyOf } from "./people";
import type { Found, Timed } from "./turns";

/** A turn of somebody (their place in `people`), in milliseconds since 1970. */
export type Turn = readonly [person: number, from: number, until: number];

export type RosterFile = {
  readonly people: readonly FilePerson[];
  /** In their order; what runs begins now. */
  readonly turns: readonly Turn[];
  readonly leftOut: LeftOut;
  /** How many series go on after the year that is placed. */
  readonly goOn: number;
  /** How many turns end a minute or less before the next begins, and are read as meeting it. */
  readonly joined: number;
  /** The zone by which times were read that name none; null where each names one. */
  readonly floating: string | null;
  /** The zones that were read by another name than the file's. */
  readonly zones: readonly (readonly [named: string, read: string])[];
};
export type ReadFile = ({ readonly ok: true } & RosterFile) | { readonly ok: false; readonly sentence: string };

/** What was found as turns of people, in their order; or why none can be placed. */
export function collected(found: Found, said: Pick<RosterFile, "floating" | "zones">): ReadFile {
  const { turns: met, joined } = meeting(found.turns);
  const people = new Map<string, FilePerson>();
  for (const person of met.flatMap(({ people: called }) => called))
    if (!people.has(keyOf(person))) people.set(keyOf(person), person);
  const turns = turnsOf(met, [...people.keys()], found.now);
  const [first] = turns;
  if (!first) return no(found.leftOut.size === 0 ? noShift : everyShiftOver);
  if (turns.length > mostShifts || Math.max(...turns.map(([, , until]) => until)) > first[1] + 3 * 365 * day)
    return no("You can place at most 1,000 shifts at once, over at most three years. Export a shorter period.");
  const leftOut = Object.fromEntries(
    leftOutKinds.flatMap((kind) => (found.leftOut.has(kind) ? [[kind, found.leftOut.get(kind)]] : [])),
  );
  return { ok: true, people: [...people.values()], turns, leftOut, goOn: found.goOn, joined, ...said };
}

function turnsOf(met: readonly Timed[], keys: readonly string[], now: number): readonly Turn[] {
  const places = new Map(keys.map((key, place) => [key, place]));
  const turns = new Map<string, Turn>();
  for (const { people, from, until } of met)
    for (const person of people) {
      const turn: Turn = [places.get(keyOf(person)) ?? 0, Math.max(from, now), until];
      turns.set(turn.join(), turn);
    }
  return [...turns.values()].sort(([, one], [, other]) => one - other);
}

const day = 24 * 3_600_000;
const minute = 60_000;

/**
 * Programs write the last second or minute of a turn as its end ("23:59:59"): an end at 59 seconds is the whole minute's,
 * and one a minute or less before the next turn begins is read as meeting it. No minute is left with nobody on call.
 */
function meeting(found: readonly Timed[]): { turns: readonly Timed[]; joined: number } {
  const starts = [...new Set(found.map(({ from }) => from))].sort((one, other) => one - other);
  let joined = 0;
  const turns = found.map((turn) => {
    const whole = turn.until % minute === 59_000 ? turn.until + 1000 : turn.until;
    const next = firstFrom(starts, whole);
    const until = next !== undefined && next - whole <= minute ? next : whole;
    if (until !== turn.until) joined += 1;
    return { ...turn, until };
  });
  return { turns, joined };
}

function firstFrom(starts: readonly number[], at: number): number | undefined {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return starts[low];
}

const noShift = "This file has no shifts. Export the schedule with the weeks ahead.";
const everyShiftOver =
  "All shifts in this file are over, cancelled, declined or without a person. Export the schedule with the weeks ahead.";
const no = (sentence: string): ReadFile => ({ ok: false, sentence });
