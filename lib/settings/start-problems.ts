/** By how much the clocks of a machine and of its database may differ, in seconds. */
const mayDifferSeconds = 30;

/** The sentence about a clock that is `aheadMs` milliseconds before that of the database; null where both agree. */
export function clockProblem(aheadMs: number): string | null {
  const seconds = Math.round(aheadMs / 1000);
  if (Math.abs(seconds) <= mayDifferSeconds) return null;
  const direction = seconds > 0 ? "ahead of" : "behind";
  return `This machine’s clock is ${Math.abs(seconds).toLocaleString("en")} s ${direction} the database’s: windows would open, and sessions end, at other times than people see. Set both clocks by NTP, then start again.`;
}

/** The sentence about a key that signs the ledger and is not the one of its newest checkpoint; null where it may sign. */
export function otherLedgerKey(newest: string, mine: string, replaces: string | null): string | null {
  const [before, now] = [keyName(newest), keyName(mine)];
  if (newest === mine || replaces === before) return null;
  return `LEDGER_KEY is ${now}, but ${before} signed this ledger’s newest checkpoint: whoever keeps an older checkpoint could not verify the next. Start with the key of ${before}. To change keys on purpose, start once with LEDGER_KEY_REPLACES=${before}.`;
}

const keyName = (verifierKey: string): string => verifierKey.split("+")[0] ?? verifierKey;

/** The sentence about web processes that run with another AUTH_SECRET. */
export const otherSecret =
  "AUTH_SECRET is not that of the web processes that already serve this database: neither could read the forms and cookies of the other. Start with the same AUTH_SECRET, or end those processes first.";
