import { expect, it } from "vitest";
import { isFullyVerified, verificationProgressSentence } from "./verification-progress";

it("says of how many, and that it verifies only when it is of all of them", () => {
  expect(verificationProgressSentence({ verified: 40, whole: 29_512 })).toBe("Verified so far: 40 of 29,512 events");
  expect(verificationProgressSentence({ verified: 29_512, whole: 29_512 })).toBe(
    "The ledger verifies: all 29,512 events",
  );
  expect(verificationProgressSentence({ verified: 1, whole: 1 })).toBe("The ledger verifies: its one event");
  expect(isFullyVerified({ verified: 29_511, whole: 29_512 })).toBe(false);
});
