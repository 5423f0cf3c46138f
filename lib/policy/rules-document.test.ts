import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rulesDocument } from "./rules-document";

test("docs/rules.md is current: npm run rules:document writes it", () => {
  expect(readFileSync(new URL("../../docs/rules.md", import.meta.url), "utf8")).toBe(rulesDocument());
});
