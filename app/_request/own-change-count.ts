import { countOwnChanges } from "@/db/home/count-own-changes";
import type { SessionUser } from "./session";

type CountedChanges = { readonly lastStep: string; readonly readAt: number; readonly count: Promise<number> };

declare global {
  // One for all bundles of the server.
  var windlassOwnChangeCounts: Map<number, CountedChanges> | undefined;
}

const maxAgeMs = 30_000;
const maxPeople = 10_000;

/**
 * How many open changes are the reader's own, for the navigation of every page. Kept for half a minute, so that a page costs no
 * further statement, and counted anew after each step of theirs, which the session tells in every process.
 */
export function ownChangeCount(person: SessionUser): Promise<number> {
  const [readAt, lastStep] = [person.now.getTime(), JSON.stringify(person.lastStep)];
  const known = counts().get(person.personId);
  if (known && known.lastStep === lastStep && Math.abs(readAt - known.readAt) < maxAgeMs) return known.count;
  return keep(person.personId, { lastStep, readAt, count: countOwnChanges(person) });
}

/** Keeps what the front page counted, so that the number in its navigation is that of its strip. */
export const noteOwnChangeCount = (person: SessionUser, count: number): Promise<number> =>
  keep(person.personId, {
    lastStep: JSON.stringify(person.lastStep),
    readAt: person.now.getTime(),
    count: Promise.resolve(count),
  });

function keep(personId: number, counted: CountedChanges): Promise<number> {
  const kept = counts();
  kept.delete(personId);
  kept.set(personId, counted);
  const [longestKept] = kept.keys();
  if (kept.size > maxPeople && longestKept !== undefined) kept.delete(longestKept);
  counted.count.catch(() => kept.delete(personId));
  return counted.count;
}

function counts(): Map<number, CountedChanges> {
  globalThis.windlassOwnChangeCounts ??= new Map();
  return globalThis.windlassOwnChangeCounts;
}
