/** How much of the log somebody verified: of `whole`, at whatever time, `verified` events. */
type VerificationProgress = { readonly verified: number; readonly whole: number };

/** Whether nothing is left that was not verified. */
export const isFullyVerified = ({ verified, whole }: VerificationProgress): boolean => verified >= whole;

/** "The ledger verifies: all 40 events", or "Verified so far: 40 of 29,512 events". */
export function verificationProgressSentence({ verified, whole }: VerificationProgress): string {
  const events = (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "event" : "events"}`;
  if (isFullyVerified({ verified, whole }))
    return `The ledger verifies: ${verified === 1 ? "its one event" : `all ${events(verified)}`}`;
  return `Verified so far: ${verified.toLocaleString("en")} of ${events(whole)}`;
}
