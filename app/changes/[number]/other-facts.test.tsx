import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { ChangeFacts } from "@/lib/changes/change-fields";
import { OtherFacts } from "./other-facts";

const markupOf = (change: Partial<ChangeFacts>, redactedFields: readonly string[] = []) =>
  renderToStaticMarkup(
    <OtherFacts
      change={change}
      redactionNote={(field) => (redactedFields.includes(field) ? `${field} is redacted.` : undefined)}
    />,
  );

it("what else a change says stands under its label, in the order of its form", () =>
  expect(markupOf({ impact: "Nobody notices.", verification: "It answers.", what: "It stands above." })).toMatch(
    /^<section[^>]*><h2[^>]*>Verification<.*It answers\..*<h2[^>]*>Impact<.*Nobody notices\.(?!.*stands above)/s,
  ));

it("what nobody said stands nowhere; what was redacted says so", () => {
  expect(markupOf({})).toBe("");
  expect(markupOf({}, ["links", "what"])).toMatch(/<h2[^>]*>Links<.*links is redacted\./s);
  expect(markupOf({}, ["what"])).toBe("");
});
