import { expect, it } from "vitest";
import { acceptedEncoding } from "./accepted-encoding";

it.each([
  ["gzip, deflate, br, zstd", "br"],
  ["gzip;q=1.0, BR ; q=0.5", "br"],
  ["gzip, deflate", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=nonsense, gzip;q=0", null],
  ["identity", null],
  ["", null],
  [null, null],
])("%s is answered with %s", (header, encoding) => {
  expect(acceptedEncoding(header)).toBe(encoding);
});
