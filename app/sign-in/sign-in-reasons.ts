import type { Tone } from "@/lib/looks/badges";
import { signInFailures, signInFailureWords } from "@/lib/people/sign-in-failure";

type Reason = { tone: Tone; sentence: string };

/** By the `reason` in the address. */
const reasons = new Map<unknown, Reason>([
  ["ended", { tone: "active", sentence: "Your session has ended. Sign in again to continue where you were." }],
  [
    "deactivated",
    {
      tone: "bad",
      sentence:
        "Your account in Windlass is deactivated, so you cannot sign in. Ask an operations lead to reactivate it under People, then sign in again.",
    },
  ],
  ["signed-out", { tone: "good", sentence: "You are signed out." }],
]);

/** Null for an unknown reason. */
export function signInReason(word: unknown): Reason | null {
  const failure = signInFailures.find((each) => each === word);
  return failure ? { tone: "bad", sentence: signInFailureWords[failure].shown } : (reasons.get(word) ?? null);
}
