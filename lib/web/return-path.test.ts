import { expect, it } from "vitest";
import { pathWithinOrigin, returnPath } from "./return-path";

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
  ["/.//evil.example", "/"],
  ["/..//evil.example", "/"],
  ["/a/..//evil.example", "/"],
  ["/a/../..//evil.example/x?y#z", "/"],
  ["/%2e//evil.example", "/"],
  ["/%2E%2e//evil.example", "/"],
  ["/.%2e///evil.example", "/"],
  ["/./\\evil.example", "/"],
  ["/.//[", "/"],
  ["/.//user@evil.example", "/"],
  ["/\n/evil.example", "/"],
  ["/\r\n/evil.example", "/"],
  ["/ /evil.example", "/"],
  ["///evil.example", "/"],
  ["/%2f../evil.example", "/%2f../evil.example"],
  ["/%5cevil.example", "/%5cevil.example"],
  ["/@evil.example", "/@evil.example"],
  ["/a//b", "/a//b"],
  ["https:evil.example", "/"],
  ["https:/evil.example", "/"],
  ["http://here@evil.example", "/"],
  ["/%73ign-in", "/"],
  ["/Sign-In?x", "/"],
  ["/idp?x", "/"],
  ["/idpx", "/idpx"],
  ["javascript:alert(1)", "/"],
  ["changes", "/"],
  ["/sign-in?return=/x", "/"],
  ["/idp/auth", "/"],
  ["", "/"],
  [null, "/"],
])("%j leads to %s", (requestedPath, path) => {
  expect(returnPath(requestedPath)).toBe(path);
});

it("never leads off this origin, however a path is made of dots, slashes and their encodings", () => {
  const parts = ["/", ".", "..", "%2e", "%2f", "%5c", "evil.example", "a", "@", "?", "#", "/./", "//"];
  const paths = parts.flatMap((one) =>
    parts.flatMap((two) => parts.flatMap((three) => parts.map((four) => returnPath(`/${one}${two}${three}${four}`)))),
  );
  const off = paths.filter((path) => new URL(path, "https://windlass.example").origin !== "https://windlass.example");
  expect(paths.filter((path) => path === "/").length).toBeLessThan(paths.length);
  expect([off, paths.filter((path) => !path.startsWith("/"))]).toEqual([[], []]);
});

it.each([
  ["https://windlass.example/changes?x=1#y", "/changes?x=1#y"],
  ["/changes", "/changes"],
  ["https://windlass.example", "/"],
  ["https://windlass.example//evil.example", null],
  ["https://windlass.example/.//evil.example", null],
  ["https://windlass.example.evil.example/", null],
  ["https://someone@windlass.example/a", "/a"],
  ["https://windlass.example@evil.example/", null],
  ["//evil.example", null],
  ["http://windlass.example/", null],
  ["javascript:alert(1)", null],
  ["https://[", null],
])("from an address of this origin to its path: %s is %s", (address, path) => {
  expect(pathWithinOrigin("https://windlass.example", address)).toBe(path);
});
