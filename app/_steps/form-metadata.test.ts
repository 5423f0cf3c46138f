import { expect, it } from "vitest";
import { readFormValues } from "./form-metadata";

const form = (...fields: [string, string][]) => {
  const formData = new FormData();
  for (const [name, value] of fields) formData.append(name, value);
  return formData;
};

it("a field that comes once is the last of its name, one that may come often is all of them", () => {
  const fields = form(
    ["step", "draft"],
    ["title", "a"],
    ["title", "b"],
    ["systems", "1"],
    ["systems", "2"],
    ["key", "k"],
  );
  expect(readFormValues(fields)).toEqual({ title: "b", systems: ["1", "2"] });
  expect(readFormValues(form(["step", "draft"], ["systems", "1"], ["__proto__", "x"]))).toEqual(
    Object.fromEntries([
      ["systems", ["1"]],
      ["__proto__", "x"],
    ]),
  );
});

it("a form of ten thousand names is read in one pass", () => {
  const fields = form(["step", "draft"], ...Array.from({ length: 10_000 }, (_, n): [string, string] => [`a${n}`, "x"]));
  const began = performance.now();
  expect(Object.keys(readFormValues(fields)).length).toBe(10_000);
  expect(performance.now() - began).toBeLessThan(1000);
});
