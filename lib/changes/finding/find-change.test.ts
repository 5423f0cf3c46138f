import { expect, it } from "vitest";
import { foundRecordPath } from "./find-change";

it.each([
  ["CHG-1001", "/changes/CHG-1001"],
  [" chg 1001 ", "/changes/CHG-1001"],
  ["1001", "/changes/CHG-1001"],
  ["inc-1002", "/incidents/INC-1002"],
  ["imp-1", "/imports/IMP-1"],
  ["IMP-1-17", "/imports/IMP-1-17"],
  ["IMP-0-1", null],
  ["certificate of CHG-1001", null],
  ["1001 1002", null],
  ["CHG-", null],
  ["9".repeat(16), null],
  ["", null],
])("the search for %j leads to %s", (q, path) => {
  expect(foundRecordPath({ go: "1", q })).toBe(path);
  expect(foundRecordPath({ q })).toBeNull();
});

it("takes no words that stand twice in an address", () => {
  expect(foundRecordPath({ go: "1", q: ["1001", "1002"] })).toBeNull();
});
