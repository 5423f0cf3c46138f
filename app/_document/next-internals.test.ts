import { expect, it } from "vitest";
import { actionIn } from "@/lib/web/action-form";
import { actionField, loadRenderer } from "./next-internals";

// As Next marks an action. `e2e/checks/documents.spec.ts` compares the pages with the id of the real build.
const built = Object.assign(async () => {}, { $$id: "40e59dcf4be0bccd10d4e29c0cdc7120df99115cea" });

it("names an action by the id that Next gave it, in words that are understood when the form comes back", () => {
  const field = actionField(built);
  expect(field).toBe(`$ACTION_ID_${built.$$id}`);
  expect(actionIn([field, "step"])).toBe(built.$$id);
});

it("refuses to render a form that no action takes", () => {
  expect(() => actionField(async () => {})).toThrow("by what id a server action is asked for");
});

it("makes markup without the marks of hydration", async () => {
  const toMarkup = await loadRenderer();
  expect(toMarkup(["a", 1, "b"])).toBe("a1b");
});
