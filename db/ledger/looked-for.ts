import { setTimeout as pause } from "node:timers/promises";

/** What `look` finds, looked for every so many milliseconds; null when it finds nothing within `within`. */
export async function lookedFor<T>(look: () => Promise<T | null>, everyMs: number, within: number): Promise<T | null> {
  for (const deadline = Date.now() + within; ; await pause(everyMs)) {
    const found = await look();
    if (found !== null || Date.now() > deadline) return found;
  }
}
