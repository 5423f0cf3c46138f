import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { embedRules } from "./verifier-rules";

it("the verifier carries the rulebook as it is; npm run rules:document writes it", () => {
  const verifier = readFileSync(new URL("../../bin/auditor/verify.mjs", import.meta.url), "utf8");
  expect(embedRules(verifier)).toBe(verifier);
});
