import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { sprite } from "./icon-sprite";

it("the file of the pictures is what they are drawn from: npm run icons draws it anew", async () => {
  expect(await readFile("components/icons.svg", "utf8")).toBe(sprite());
});
