import { maxShifts } from "@/lib/on-call/shifts";
import type { FoundTurns, TimedTurn } from "./found-turns";
import { type FilePerson, personKey } from "./people";
import { type SkippedCounts, skipReasons } from "./skipped";

/** A turn of somebody (their place in `people`), in milliseconds since 1970. */
export type Turn = readonly [person: number, from: number, until: number];

export type RosterFile = {
  readonly people: readonly FilePerson[];
  /** In their order; what runs begins now. */
  readonly turns: readonly Turn[];
  readonly leftOut: SkippedCounts;
  /** How many series go on after the year that is placed. */
  readonly goOn: number;
  /** How many turns end a minute or less before the next begins, and are read as meeting it. */
  readonly joined: number;
  /** The zone by which times were read that name none; null where each names one. */
  readonly floating: string | null;
  /** The zones that were read by another name than the file's. */
  readonly zones: readonly (readonly [named: string, read: string])[];
};
export type RosterFileResult = ({ readonly ok: true } & RosterFile) | { readonly ok: false; readonly sentence: string };

/** What was found as turns of people, in their order; or why none can be placed. */
export function collectTurns(found: FoundTurns, zoneNotes: Pick<RosterFile, "floating" | "zones">): RosterFileResult {
  const { turns: timedTurns, joined } = joinAdjacentTurns(found.turns);
  const people = new Map<string, FilePerson>();
  for (const person of timedTurns.flatMap(({ people }) => people))
    if (!people.has(personKey(person))) people.set(personKey(person), person);
  const turns = turnsOf(timedTurns, [...people.keys()], found.now);
  const [first] = turns;
  if (!first) return reject(found.skipped.size === 0 ? noShiftSentence : noShiftLeftSentence);
  if (turns.length > maxShifts || Math.max(...turns.map(([, , until]) => until)) > first[1] + 3 * 365 * msPerDay)
    return reject("You can place at most 1,000 shifts at once, over at most three years. Export a shorter period.");
  const leftOut = Object.fromEntries(
    skipReasons.flatMap((kind) => (found.skipped.has(kind) ? [[kind, found.skipped.get(kind)]] : [])),
  );
  return { ok: true, people: [...people.values()], turns, leftOut, goOn: found.goOn, joined, ...zoneNotes };
}

function turnsOf(timedTurns: readonly TimedTurn[], keys: readonly string[], now: number): readonly Turn[] {
  const indexByKey = new Map(keys.map((key, index) => [key, index]));
  const turns = new Map<string, Turn>();
  for (const { people, from, until } of timedTurns)
    for (const person of people) {
      const turn: Turn = [indexByKey.get(personKey(person)) ?? 0, Math.max(from, now), until];
      turns.set(turn.join(), turn);
    }
  return [...turns.values()].sort(([, one], [, other]) => one - other);
}

const msPerDay = 24 * 3_600_000;
const msPerMinute = 60_000;

/**
 * Programs write the last second or minute of a turn as its end ("23:59:59"): an end at 59 seconds is the whole minute's,
 * and one a minute or less before the next turn begins is read as meeting it. No minute is left with nobody on call.
 */
function joinAdjacentTurns(found: readonly TimedTurn[]): { turns: readonly TimedTurn[]; joined: number } {
  const starts = [...new Set(found.map(({ from }) => from))].sort((one, other) => one - other);
  let joined = 0;
  const turns = found.map((turn) => {
    const end = turn.until % msPerMinute === 59_000 ? turn.until + 1000 : turn.until;
    const nextStart = firstStartFrom(starts, end);
    const until = nextStart !== undefined && nextStart - end <= msPerMinute ? nextStart : end;
    if (until !== turn.until) joined += 1;
    return { ...turn, until };
  });
  return { turns, joined };
}

function firstStartFrom(starts: readonly number[], at: number): number | undefined {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return starts[low];
}

const noShiftSentence = "This file has no shifts. Export the schedule with the weeks ahead.";
const noShiftLeftSentence =
  "All shifts in this file are over, cancelled, declined or without a person. Export the schedule with the weeks ahead.";
const reject = (sentence: string): RosterFileResult => ({ ok: false, sentence });
