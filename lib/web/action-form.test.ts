import { describe, expect, it } from "vitest";
import { actionIn, actionInBytes } from "./action-form";

const id = "40e59dcf4be0bccd10d4e29c0cdc7120df99115cea";
const bytes = (text: string) => new TextEncoder().encode(text);
const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

describe("the action that a form asks for", () => {
  it("is the one that a field names", () => {
    expect(actionIn([`$ACTION_ID_${id}`, "comment"])).toBe(id);
    expect(actionInBytes(bytes(part(`$ACTION_ID_${id}`, "") + part("comment", "$F1 is a price")))).toBe(id);
  });

  it.each<[string, string[]]>([
    ["none is named", ["a"]],
    ["two are", [`$ACTION_ID_${id}`, "$ACTION_ID_00"]],
    ["its id is none", ["$ACTION_ID_constructor"]],
    ["arguments are bound", ["$ACTION_REF_1", "$ACTION_1:0", "$ACTION_1:1"]],
    ["more than the form is handed over", [`$ACTION_ID_${id}`, "$ACTION_1:1"]],
  ])("is none where %s", (_, names) => {
    expect(actionIn(names)).toBeNull();
    // The bytes say the same, or leave it to the fields.
    expect(actionInBytes(bytes(names.map((name) => part(name, "x")).join(""))) ?? null).toBeNull();
  });

  it("is left to the fields where a text speaks of actions", () => {
    expect(actionInBytes(bytes(part(`$ACTION_ID_${id}`, "") + part("comment", "$ACTION_REF_1")))).toBeUndefined();
  });
});
