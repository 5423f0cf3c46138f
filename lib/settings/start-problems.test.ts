import { expect, it } from "vitest";
import { clockProblem, otherLedgerKey } from "./start-problems";

it("a clock may be off by half a minute, in both directions", () => {
  expect([0, 29_000, -30_400].map(clockProblem)).toEqual([null, null, null]);
  expect(clockProblem(31_000)).toContain("31 s ahead of");
  expect(clockProblem(-3_600_000)).toContain("3,600 s behind");
});

it("a ledger goes on with the key that signed it, or with one that names it", () => {
  const [old, other] = ["windlass-ledger-1+aa+AQ==", "windlass-ledger-2+bb+AQ=="];
  expect(otherLedgerKey(old, old, null)).toBeNull();
  expect(otherLedgerKey(old, other, "windlass-ledger-1")).toBeNull();
  expect(otherLedgerKey(old, other, "windlass-ledger-3")).toContain("LEDGER_KEY_REPLACES=windlass-ledger-1");
  expect(otherLedgerKey(old, other, null)).toMatch(/^LEDGER_KEY is windlass-ledger-2, but windlass-ledger-1 signed/);
});
