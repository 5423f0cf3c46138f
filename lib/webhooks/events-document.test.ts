import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withEventTypes } from "./events-document";

it("docs/api/webhooks.md is current: npm run rules:document writes its list of events", () => {
  const document = readFileSync(new URL("../../docs/api/webhooks.md", import.meta.url), "utf8");
  expect(withEventTypes(document)).toBe(document);
  expect(document).toContain("`change.approve`");
});

it("a document without a place for the list is refused", () => {
  expect(() => withEventTypes("# Webhooks")).toThrow("no place");
});
