import type { Named } from "@/lib/rules/record";
import type { Turn } from "./collected";

/** Shifts of one tier that were placed before and are not over, of the hours in which somebody is to be placed. */
export type HeldRoster = {
  readonly id: number;
  readonly name: string;
  readonly stepSeq: number;
  readonly placedBy: string;
  readonly placedAt: string;
  /** What is left of it: how many shifts, from when to when, and how many of them begin after those hours. */
  readonly shifts: number;
  readonly whole: readonly [from: string, until: string];
  readonly beyond: number;
  readonly people: readonly Named[];
  /** The instants at which its shifts begin and end, in milliseconds since 1970. */
  readonly turns: readonly (readonly [from: number, until: number])[];
};

/** A file that is about to be placed: its title, its turns, and whom of the colleagues it names. */
type Imported = { readonly title: string; readonly turns: readonly Turn[]; readonly people: readonly number[] };

/**
 * Whether what is held came from an earlier import of the same schedule: it is called so, or one of its shifts is of the same
 * hours and one of its people is among those of the file.
 */
export function isSameSchedule(held: HeldRoster, { title, turns, people }: Imported): boolean {
  if (held.name.trim().toLowerCase() === title.trim().toLowerCase()) return true;
  const starts = Math.min(...turns.map(([, from]) => from));
  const hours = new Set(turns.map(([, from, until]) => `${from} ${until}`));
  const isOneOf = ([from, until]: HeldRoster["turns"][number]) => hours.has(`${Math.max(from, starts)} ${until}`);
  return held.people.some(({ id }) => people.includes(id)) && held.turns.some(isOneOf);
}

/** What a form says of a roster that is to be replaced: which, and at which step it was read. */
export const replacing = ({ id, stepSeq }: HeldRoster): string => `${id}:${stepSeq}`;

/** The rosters that a form replaces; at most so many are ever offered. */
export const replacedIn = (typed: readonly string[]): readonly { readonly id: number; readonly readAt: number }[] =>
  typed.slice(0, mostHeld).flatMap((word) => {
    const [, id, readAt] = /^([1-9]\d{0,14}):(\d{1,9})$/.exec(word) ?? [];
    return id && readAt ? [{ id: Number(id), readAt: Number(readAt) }] : [];
  });

/** How many rosters are told that hold the same hours. */
export const mostHeld = 20;
