import { describe, expect, it } from "vitest";
import { postRefusal } from "./posted-action";

const id = "40e59dcf4be0bccd10d4e29c0cdc7120df99115cea";
const nested = "[".repeat(100_000) + "]".repeat(100_000);
const reference = `{"id":"${id}","bound":"$@1"}`;

describe("a form posted by a page", () => {
  it.each([
    [{ [`$ACTION_ID_${id}`]: "", comment: "$F1 is a price" }],
    [{ $ACTION_REF_1: "", "$ACTION_1:0": reference, "$ACTION_1:1": '[{"words":"no"}]', $ACTION_KEY: "k1", a: "b" }],
  ])("is let through: %j", (fields) => {
    expect(postRefusal(null, form(fields))).toBeNull();
  });

  it.each<[string, Record<string, string>]>([
    ["names no action", { a: "b" }],
    ["refers to nothing", { $ACTION_REF_1: "" }],
    ["binds what is not there", { $ACTION_REF_1: "", "$ACTION_1:0": reference }],
    ["has a reference that is none", { $ACTION_REF_1: "", "$ACTION_1:0": "{{{", "$ACTION_1:1": "[]" }],
    [
      "grafts an argument",
      { $ACTION_REF_1: "", "$ACTION_1:0": reference, "$ACTION_1:1": '["$@2"]', "$ACTION_1:2": "1" },
    ],
    ["is 100,000 arrays deep", { $ACTION_REF_1: "", "$ACTION_1:0": reference, "$ACTION_1:1": nested }],
  ])("is refused when it %s", (_, fields) => {
    expect(postRefusal(null, form(fields))?.status).toBe(400);
  });
});

describe("a form posted by a script", () => {
  it.each([
    [{ 0: '["$K1"]', "1_a": "$F99" }],
    [{ 0: '[null,"$K1"]' }],
    [{ 0: '[{"words":["$$5"]},"$K1"]', "1_a": "b" }],
  ])("is let through: %j", (fields) => {
    expect(postRefusal(id, form(fields))).toBeNull();
  });

  it.each<[string, Record<string, string>]>([
    ["has no arguments", { "1_a": "b" }],
    ["is no JSON", { 0: "{{{" }],
    ["refers elsewhere", { 0: '["$F99"]' }],
    ["walks a path", { 0: '["$1:__proto__:x"]' }],
    ["carries a huge number", { 0: `["$n${"9".repeat(1000)}"]` }],
    ["is 100,000 arrays deep", { 0: nested }],
    ["brings parts of its own", { 0: '["$K1"]', 2: "[]" }],
    ["sets a prototype", { 0: '[{"__proto__":{}}]' }],
  ])("is refused when it %s", (_, fields) => {
    expect(postRefusal(id, form(fields))?.status).toBe(400);
  });
});

it("what is no form is refused", () => {
  expect(postRefusal(null, null)?.status).toBe(400);
});

function form(fields: Record<string, string>): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  return made;
}
