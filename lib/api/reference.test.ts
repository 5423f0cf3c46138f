import { expect, it } from "vitest";
import { openApiDocument } from "./openapi-document";
import { readOperations } from "./read-operations";
import { partsOf, referenceOf } from "./reference";
import { stepOperations } from "./step-operations";

const operations = [...readOperations, ...stepOperations()];
const document = openApiDocument(operations, { appUrl: "https://windlass.example", version: "1.0.0" });
const read = JSON.parse(JSON.stringify(document));
const reference = referenceOf(read);
const all = reference.flatMap((group) => group.operations);
const find = (id: string) => all.find((operation) => operation.id === id);

it("has every operation of the document once", () => {
  expect(all.map(({ id }) => id).sort()).toEqual(operations.map(({ id }) => id).sort());
});

it("says the fields of a body by their kinds, and which are required", () => {
  const [fields = []] = find("change_finish")?.bodies ?? [];
  expect(fields.map(({ name, type, isRequired }) => [name, type, isRequired])).toEqual([
    ["actual", "text, at most 10,000 characters", true],
    ["endedAt", "instant with its offset, or null", false],
  ]);
  expect(find("createChange")?.bodies).toHaveLength(2);
  expect(find("roster_place_shifts")?.bodies[0]?.[1]?.type).toMatch(/^list of at most 1,000: list: \[whole number/);
});

it("says what is answered, also within lists, and what is refused", () => {
  const { answer = [], problems = [], parameters = [] } = find("listChanges") ?? {};
  expect(answer.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["items", "items[].systems[].client.name", "next"]),
  );
  expect(problems).toContain("429 Too many requests");
  expect(parameters.map(({ name }) => name)).toEqual(["status", "type", "client", "system", "limit", "cursor"]);
});

it("says once what all steps answer", () => {
  expect(find("change_start")).toMatchObject({ answerPart: "TakenStep", answer: [] });
  expect(
    partsOf(read)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["Problem", "TakenStep"]);
});

it("leaves no type unsaid", () => {
  const fields = all.flatMap(({ parameters, bodies, answer }) => [...parameters, ...bodies.flat(), ...answer]);
  expect(fields.filter(({ type }) => /undefined|a value|^$/.test(type))).toEqual([]);
});
