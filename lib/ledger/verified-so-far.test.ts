import { expect, it } from "vitest";
import { isAll, soFarWords } from "./verified-so-far";

it("says of how many, and that it verifies only when it is of all of them", () => {
  expect(soFarWords({ verified: 40, whole: 29_512 })).toBe("Verified so far: 40 of 29,512 events");
  expect(soFarWords({ verified: 29_512, whole: 29_512 })).toBe("The ledger verifies: all 29,512 events");
  expect(soFarWords({ verified: 1, whole: 1 })).toBe("The ledger verifies: its one event");
  expect(isAll({ verified: 29_511, whole: 29_512 })).toBe(false);
});
