/** Why somebody stands before the sign-in page, by the word in its address. */
const reasons: Record<string, string> = {
  ended: "Your session has ended. Sign in again to go on where you were.",
  failed:
    "That sign-in did not succeed, and nothing was changed. Try again; if it keeps failing, tell your administrator.",
  "signed-out": "You are signed out.",
};

/** The sentence for a reason, or null for none and for words that are no reason. */
export function reasonSentence(reason: unknown): string | null {
  return typeof reason === "string" && Object.hasOwn(reasons, reason) ? (reasons[reason] ?? null) : null;
}
