import { countOwnChanges } from "@/db/home/count-own-changes";
import type { SessionUser } from "./session";

type CountedChanges = { readonly lastStep: string; readonly countedAtMs: number; readonly count: Promise<number> };

declare global {
  // One for all bundles of the server.
  var windlassOwnChangeCounts: Map<number, CountedChanges> | undefined;
}

const maxAgeMs = 30_000;
const maxPeople = 10_000;

/**
 * The number of the reader's own open changes, for the navigation of every page. Cached for half a minute, so that a page costs no
 * further statement, and counted again after each of their steps, which every process reads with the session.
 */
export function ownChangeCount(person: SessionUser): Promise<number> {
  const [countedAtMs, lastStep] = [person.now.getTime(), JSON.stringify(person.lastStep)];
  const known = counts().get(person.personId);
  if (known && known.lastStep === lastStep && Math.abs(countedAtMs - known.countedAtMs) < maxAgeMs) return known.count;
  return store(person.personId, { lastStep, countedAtMs, count: countOwnChanges(person) });
}

/** Caches what the front page counted, so that the number in its navigation is that of its strip. */
export const noteOwnChangeCount = (person: SessionUser, count: number): Promise<number> =>
  store(person.personId, {
    lastStep: JSON.stringify(person.lastStep),
    countedAtMs: person.now.getTime(),
    count: Promise.resolve(count),
  });

function store(personId: number, counted: CountedChanges): Promise<number> {
  const stored = counts();
  stored.delete(personId);
  stored.set(personId, counted);
  const [oldest] = stored.keys();
  if (stored.size > maxPeople && oldest !== undefined) stored.delete(oldest);
  counted.count.catch(() => stored.delete(personId));
  return counted.count;
}

function counts(): Map<number, CountedChanges> {
  globalThis.windlassOwnChangeCounts ??= new Map();
  return globalThis.windlassOwnChangeCounts;
}
