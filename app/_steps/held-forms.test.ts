import { expect, it } from "vitest";
import { heldForm, holdForm } from "./held-forms";

const form = (text: string) => Buffer.from(text);

it("gives a form back to its session and its page alone", () => {
  const id = holdForm("one", "/changes/CHG-1001", form("x"));
  expect(heldForm("one", id, "/changes/CHG-1001")?.toString()).toBe("x");
  expect(heldForm("two", id, "/changes/CHG-1001")).toBeNull();
  expect(heldForm("one", id, "/changes/CHG-1002")).toBeNull();
  expect(heldForm("one", crypto.randomUUID(), "/changes/CHG-1001")).toBeNull();
});

it("holds three of a session, and no more than 16 MB of all", () => {
  const [first, ...others] = Array.from({ length: 4 }, (_, n) => holdForm("many", "/p", form(String(n))));
  expect(heldForm("many", first ?? "", "/p")).toBeNull();
  expect(others.map((id) => heldForm("many", id, "/p")?.toString())).toEqual(["1", "2", "3"]);
  const large = Array.from({ length: 40 }, (_, n) => holdForm(`large ${n}`, "/p", Buffer.alloc(1024 * 1024)));
  const still = large.filter((id, n) => heldForm(`large ${n}`, id, "/p"));
  expect(still).toHaveLength(16);
  expect(still.at(-1)).toBe(large.at(-1));
});
