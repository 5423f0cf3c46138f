import type { NamedRef } from "@/lib/rules/record";
import type { Turn } from "./collect-turns";

/** Shifts of one tier that were placed before and are not over, of the hours in which somebody is to be placed. */
export type OverlappingRoster = {
  readonly id: number;
  readonly name: string;
  readonly stepSeq: number;
  readonly placedBy: string;
  readonly placedAt: string;
  /** What is left of it: how many shifts, from when to when, and how many of them begin after those hours. */
  readonly shifts: number;
  readonly whole: readonly [from: string, until: string];
  readonly beyond: number;
  readonly people: readonly NamedRef[];
  /** The instants at which its shifts begin and end, in milliseconds since 1970. */
  readonly turns: readonly (readonly [from: number, until: number])[];
};

/** A file that is about to be placed: its title, its turns, and whom of the colleagues it names. */
type ImportedRoster = { readonly title: string; readonly turns: readonly Turn[]; readonly people: readonly number[] };

/**
 * Whether what is held came from an earlier import of the same schedule: it is called so, or one of its shifts is of the same
 * hours and one of its people is among those of the file.
 */
export function isSameSchedule(roster: OverlappingRoster, { title, turns, people }: ImportedRoster): boolean {
  if (roster.name.trim().toLowerCase() === title.trim().toLowerCase()) return true;
  const firstStart = Math.min(...turns.map(([, from]) => from));
  const hours = new Set(turns.map(([, from, until]) => `${from} ${until}`));
  const hasSameHours = ([from, until]: OverlappingRoster["turns"][number]) =>
    hours.has(`${Math.max(from, firstStart)} ${until}`);
  return roster.people.some(({ id }) => people.includes(id)) && roster.turns.some(hasSameHours);
}

/** What a form says of a roster that is to be replaced: which, and at which step it was read. */
export const rosterReference = ({ id, stepSeq }: OverlappingRoster): string => `${id}:${stepSeq}`;

/** The rosters that a form replaces; at most so many are ever offered. */
export const parseReplacedRosters = (
  references: readonly string[],
): readonly { readonly id: number; readonly expectedVersion: number }[] =>
  references.slice(0, maxOverlappingRosters).flatMap((reference) => {
    const [, id, seq] = /^([1-9]\d{0,14}):(\d{1,9})$/.exec(reference) ?? [];
    return id && seq ? [{ id: Number(id), expectedVersion: Number(seq) }] : [];
  });

/** How many overlapping rosters are listed at most. */
export const maxOverlappingRosters = 20;
