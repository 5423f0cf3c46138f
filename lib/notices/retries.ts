/** A try that failed, as far as it decides when the next one is. */
type FailedTry = {
  /** How many tries have failed by now, this one included, and those before somebody had it sent again; at least 1. */
  readonly failures: number;
  /** Since when it is tried, in seconds. */
  readonly triedFor: number;
  /** A random number in [0, 1), new for each attempt. */
  readonly chance: number;
  /** The Retry-After of the receiver in seconds; null where it sent none. */
  readonly askedFor?: number | null;
  /** The settings are probably wrong: somebody has to put them right, and trying often does not help. */
  readonly isSlow?: boolean;
  /** It is a kind that nobody can switch off: once the channel is back it is at most about a minute late. */
  readonly isMandatory?: boolean;
};

const first = 5;
const longest = 30 * 60;
const longestOfMandatory = 60;
const spread = 0.2;
const day = 24 * 60 * 60;
/** The longest Retry-After that is respected: an alert must not wait for a receiver's mistake. */
const longestAsked = day;
/** For how long a message is tried, in seconds. */
const triedForAtMost = 3 * day;

/**
 * After how many seconds to try again: 5 s, doubled with each failure up to 30 min (a mandatory one: 1 min), 20 % more or
 * less so that not all come back at once, and never earlier than the receiver asks. Null: it was tried for three days, and that is enough.
 */
export function nextTry(failed: FailedTry): number | null {
  const { failures, triedFor, chance, askedFor = null, isSlow = false, isMandatory = false } = failed;
  if (triedFor >= triedForAtMost) return null;
  const doubled = Math.min(first * 2 ** Math.min(failures - 1, 20), first + 2 * triedFor);
  const usual = isSlow ? longest : Math.min(isMandatory ? longestOfMandatory : longest, doubled);
  const spreadOut = usual * (1 - spread + 2 * spread * chance);
  return Math.max(spreadOut, Math.min(askedFor ?? 0, longestAsked));
}

/** How many seconds a Retry-After header asks for: a number of them, or a date; `now` in milliseconds. Null: unreadable. */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const until = Date.parse(header);
  return Number.isNaN(until) ? null : Math.max(0, Math.ceil((until - now) / 1000));
}
