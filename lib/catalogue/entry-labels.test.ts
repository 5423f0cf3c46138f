import { expect, it } from "vitest";
import { usageCap, usageLabel } from "./entry-labels";

it.each([
  [0, 0, "not used yet"],
  [1, 0, "used once"],
  [12, 1, "used 12 times, 1 failed"],
  [usageCap - 1, 0, "used 999 times"],
  [usageCap, usageCap, "used 1000 or more times, 1000 or more failed"],
])("says that an entry was used %i times, and that %i failed", (used, failed, label) => {
  expect(usageLabel({ used, failed })).toBe(label);
});
