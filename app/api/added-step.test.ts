import { expect, it } from "vitest";
import type { Step } from "@/lib/rules/rules";
import { addSteps } from "@/testing/model/added-steps";

// A row added to the rulebook is an operation of the API and stands in its OpenAPI document: no other line is touched.

addSteps([
  {
    row: {
      ...{ step: "pause", types: ["normal"], from: ["in_progress"], to: "scheduled", by: [{ role: "operator" }] },
      ...{ inputs: ["reason*", "windowEnd", "implementer"], clause: "normal-executed", tokenScope: "execute" },
      ...{ placement: "take back", makes: [], effects: [] },
    },
    words: { label: "Pause", infinitive: "pause it", pastTense: "paused it" },
  },
]);
const { openApiDocument } = await import("@/lib/api/openapi-document");
const { stepOperations } = await import("@/lib/api/step-operations");
const { matchOperation } = await import("@/lib/api/match-operation");

it("is in the document with its fields, its scope and its address", () => {
  const options = { appUrl: "https://windlass.example", version: "1.0.0" };
  const added = openApiDocument(stepOperations(), options).paths?.["/changes/{number}/steps/pause"]?.post;
  expect(added).toMatchObject({ operationId: "change_pause", summary: "Pause", "x-token-scope": "execute" });
  const body = JSON.parse(JSON.stringify(added?.requestBody)).content["application/json"].schema;
  expect(Object.keys(body.properties)).toEqual(["reason", "windowEnd", "implementer"]);
  expect(body).toMatchObject({ required: ["reason"], additionalProperties: false });
});

it("is answered at that address", () => {
  const match = matchOperation(stepOperations(), "POST", "/changes/CHG-1001/steps/pause");
  expect(match).toMatchObject({ found: "operation", number: "CHG-1001", operation: { step: "pause" as Step } });
});
