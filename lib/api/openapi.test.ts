import { validate } from "@readme/openapi-parser";
import { expect, it } from "vitest";
import { changeTypes, recordTypes } from "@/lib/rules/record";
import { rulesOf } from "@/lib/rules/rules";
import { openApiDocument } from "./openapi-document";
import { readOperations } from "./read-operations";
import { stepOperations } from "./step-operations";

const operations = () => [...readOperations, ...stepOperations()];
const document = () => openApiDocument(operations(), { appUrl: "https://windlass.example", version: "1.0.0" });

it("is a valid document for a foreign parser", async () => {
  const copy = JSON.parse(JSON.stringify(document()));
  expect(copy.openapi).toBe("3.1.0");
  expect(await validate(copy)).toMatchObject({ valid: true });
});

it("has every step that a token may take, and no other", () => {
  const open = recordTypes.flatMap((type) =>
    rulesOf(type).flatMap((rule) => (rule.tokenScope && !rule.derived ? [`${type} ${rule.step}`] : [])),
  );
  const taken = stepOperations().flatMap(({ recordType, step }) =>
    step ? [`${recordType} ${step}`] : [`${recordType} draft`, `${recordType} declare`],
  );
  expect(new Set(taken)).toEqual(new Set(open));
  expect(open.length).toBeGreaterThan(10);
});

it("asks of a change what its type asks for", () => {
  const create = document().paths?.["/changes"]?.post?.requestBody;
  const types = JSON.stringify(create).matchAll(/"type":\{"type":"string","enum":(\[[^\]]*\])/g);
  expect([...types].flatMap(([, names = "[]"]) => JSON.parse(names))).toEqual([...changeTypes]);
});
