import { expect, it } from "vitest";
import { returnPath } from "./return-path";

it.each([
  ["/changes/CHG-1001", "/changes/CHG-1001"],
  ["/changes?status=draft&q=a%20b", "/changes?status=draft&q=a%20b"],
  ["/changes/CHG-1001?kept=1#kept", "/changes/CHG-1001?kept=1#kept"],
  ["/a/../policy", "/policy"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["\\\\evil.example", "/"],
  ["https://evil.example/", "/"],
  ["javascript:alert(1)", "/"],
  ["changes", "/"],
  ["/sign-in?return=/x", "/"],
  ["/idp/auth", "/"],
  ["", "/"],
  [null, "/"],
])("%j leads to %s", (asked, path) => {
  expect(returnPath(asked)).toBe(path);
});
