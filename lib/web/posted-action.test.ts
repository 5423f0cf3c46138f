import { describe, expect, it } from "vitest";
import { actionAsked, formOfScript, postRefusal } from "./posted-action";

const id = "40e59dcf4be0bccd10d4e29c0cdc7120df99115cea";
const nested = "[".repeat(100_000) + "]".repeat(100_000);

describe("a form posted by a page", () => {
  it("is let through when one field names its action", () => {
    expect(postRefusal(null, form({ [`$ACTION_ID_${id}`]: "", comment: "$F1 is a price" }))).toBeNull();
  });

  it.each<[string, Record<string, string>]>([
    ["names no action", { a: "b" }],
    ["names two", { [`$ACTION_ID_${id}`]: "", $ACTION_ID_00: "" }],
    ["has an id that is none", { $ACTION_ID_constructor: "" }],
    ["binds arguments", { $ACTION_REF_1: "", "$ACTION_1:0": `{"id":"${id}","bound":"$@1"}`, "$ACTION_1:1": "[]" }],
    ["is 100,000 arrays deep", { [`$ACTION_ID_${id}`]: "", "$ACTION_1:1": nested }],
  ])("is refused when it %s", (_, fields) => {
    expect(postRefusal(null, form(fields))?.status).toBe(400);
  });
});

describe("a form posted by a script", () => {
  it("is let through when the one argument is the form", () => {
    expect(postRefusal(id, form({ 0: '["$K1"]', _1_a: "$F99" }))).toBeNull();
  });

  it.each<[string, Record<string, string>]>([
    ["has no arguments", { _1_a: "b" }],
    ["is no JSON", { 0: "{{{" }],
    ["has another argument", { 0: '[5,"$K1"]' }],
    ["refers elsewhere", { 0: '["$F99"]' }],
    ["walks a path", { 0: '["$1:__proto__:x"]' }],
    ["carries a huge number", { 0: `["$n${"9".repeat(1000)}"]` }],
    ["is 100,000 arrays deep", { 0: nested }],
    ["brings parts of its own", { 0: '["$K1"]', 2: "[]" }],
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

it("says which action it asks for, by a page as by a script, and what was typed into it", () => {
  expect(actionAsked(null, form({ step: "note", [`$ACTION_ID_${id}`]: "" }))).toBe(id);
  expect(actionAsked(id, form({ 0: '["$K1"]', _1_step: "note" }))).toBe(id);
  expect([...formOfScript(form({ 0: '["$K1"]', _1_step: "note", _1__1_: "x" }))]).toEqual([
    ["step", "note"],
    ["_1_", "x"],
  ]);
});
