/** A try that failed, as far as it decides when the next one is. */
type FailedAttempt = {
  /** How many tries have failed by now, this one included, and those before somebody had it sent again; at least 1. */
  readonly failures: number;
  /** Since when it is tried, in seconds. */
  readonly triedForSeconds: number;
  /** A random number in [0, 1), new for each attempt. */
  readonly jitter: number;
  /** The Retry-After of the receiver in seconds; null where it sent none. */
  readonly retryAfterSeconds?: number | null;
  /** The settings are probably wrong: somebody has to put them right, and trying often does not help. */
  readonly isConfigurationError?: boolean;
  /** It is a kind that nobody can switch off: once the channel is back it is at most about a minute late. */
  readonly isMandatory?: boolean;
};

const firstDelaySeconds = 5;
const maxDelaySeconds = 30 * 60;
const maxMandatoryDelaySeconds = 60;
const jitterShare = 0.2;
const secondsPerDay = 24 * 60 * 60;
/** The longest Retry-After that is respected: an alert must not wait for a receiver's mistake. */
const maxRetryAfterSeconds = secondsPerDay;
/** For how long a message is tried, in seconds. */
const giveUpAfterSeconds = 3 * secondsPerDay;

/**
 * After how many seconds to try again: 5 s, doubled with each failure up to 30 min (a mandatory one: 1 min), 20 % more or
 * less so that not all come back at once, and never earlier than the receiver asks. Null: it was tried for three days, and that is enough.
 */
export function retryDelaySeconds(attempt: FailedAttempt): number | null {
  const {
    failures,
    triedForSeconds,
    jitter,
    retryAfterSeconds = null,
    isConfigurationError = false,
    isMandatory = false,
  } = attempt;
  if (triedForSeconds >= giveUpAfterSeconds) return null;
  const doubled = Math.min(
    firstDelaySeconds * 2 ** Math.min(failures - 1, 20),
    firstDelaySeconds + 2 * triedForSeconds,
  );
  const baseDelay = isConfigurationError
    ? maxDelaySeconds
    : Math.min(isMandatory ? maxMandatoryDelaySeconds : maxDelaySeconds, doubled);
  const jittered = baseDelay * (1 - jitterShare + 2 * jitterShare * jitter);
  return Math.max(jittered, Math.min(retryAfterSeconds ?? 0, maxRetryAfterSeconds));
}

/** How many seconds a Retry-After header asks for: a number of them, or a date; `now` in milliseconds. Null: unreadable. */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const until = Date.parse(header);
  return Number.isNaN(until) ? null : Math.max(0, Math.ceil((until - nowMs) / 1000));
}
