import { setTimeout as pause } from "node:timers/promises";

// Ten times what the slowest of these takes on a quiet machine: a limit for what never happens, not a measure of speed.
const withinMs = 150_000;

/** What `look` finds, looked for until it finds something; an error where that never happens. */
export async function waitUntil<T>(probe: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await pause(20)) {
    const found = await probe();
    if (found) return found;
  }
  throw new Error("That did not happen.");
}
