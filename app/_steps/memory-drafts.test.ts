import { expect, it } from "vitest";
import { readMemoryDraft, storeMemoryDraft } from "./memory-drafts";

const sealedForm = (text: string) => Buffer.from(text);

it("gives a form back to its session and its page alone", () => {
  const id = storeMemoryDraft("one", "/changes/CHG-1001", sealedForm("x"));
  expect(readMemoryDraft("one", id, "/changes/CHG-1001")?.toString()).toBe("x");
  expect(readMemoryDraft("two", id, "/changes/CHG-1001")).toBeNull();
  expect(readMemoryDraft("one", id, "/changes/CHG-1002")).toBeNull();
  expect(readMemoryDraft("one", crypto.randomUUID(), "/changes/CHG-1001")).toBeNull();
});

it("holds three of a session, and no more than 16 MB of all", () => {
  const [first, ...others] = Array.from({ length: 4 }, (_, n) => storeMemoryDraft("many", "/p", sealedForm(String(n))));
  expect(readMemoryDraft("many", first ?? "", "/p")).toBeNull();
  expect(others.map((id) => readMemoryDraft("many", id, "/p")?.toString())).toEqual(["1", "2", "3"]);
  const large = Array.from({ length: 40 }, (_, n) => storeMemoryDraft(`large ${n}`, "/p", Buffer.alloc(1024 * 1024)));
  const still = large.filter((id, n) => readMemoryDraft(`large ${n}`, id, "/p"));
  expect(still).toHaveLength(16);
  expect(still.at(-1)).toBe(large.at(-1));
});
