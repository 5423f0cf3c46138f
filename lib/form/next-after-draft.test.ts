import { expect, it } from "vitest";
import { nextAfterDraft } from "./next-after-draft";

it("a normal change is submitted, a standard one documented, each with its facts; an emergency has no draft", () => {
  const fields = ["what", "why", "rollbackPlan"];
  expect(nextAfterDraft("normal")).toEqual({ step: "submit", fields });
  expect(nextAfterDraft("standard")).toEqual({ step: "document", fields });
  expect(nextAfterDraft("emergency")).toBeUndefined();
});
