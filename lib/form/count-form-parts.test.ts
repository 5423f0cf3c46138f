import { expect, it } from "vitest";
import { countFormParts, maxFormParts } from "./count-form-parts";

const bytes = (text: string) => new TextEncoder().encode(text);
const form = (fields: number) =>
  bytes(`${'--b-1\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'.repeat(fields)}--b-1--\r\n`);

it.each(["multipart/form-data; boundary=b-1", 'multipart/form-data; Boundary="b-1"; charset=utf-8'])(
  "counts the parts of a form, its end included: %s",
  (type) => {
    expect(countFormParts(form(3), type)).toBe(4);
    expect(countFormParts(form(0), type)).toBe(1);
    expect(countFormParts(form(10_000), type)).toBe(maxFormParts + 1);
  },
);

it("counts a megabyte that is nearly a boundary once", () => {
  const began = performance.now();
  for (const text of ["-", "--b", "\r\n--", "--b-", "x"])
    expect(countFormParts(bytes(text.repeat(1_000_000 / text.length)), "multipart/form-data; boundary=b-1")).toBe(0);
  expect(performance.now() - began).toBeLessThan(20_000);
});

it("counts what has no boundary as more than a form", () => {
  expect(countFormParts(form(1000), null)).toBeGreaterThan(1000);
});
