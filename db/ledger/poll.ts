import { setTimeout as pause } from "node:timers/promises";

/** Calls `look` every `everyMs` until it finds something; null after `within` milliseconds. */
export async function poll<T>(look: () => Promise<T | null>, everyMs: number, within: number): Promise<T | null> {
  for (const deadline = Date.now() + within; ; await pause(everyMs)) {
    const found = await look();
    if (found !== null || Date.now() > deadline) return found;
  }
}
