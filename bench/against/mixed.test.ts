import { expect, it } from "vitest";
import { alternating } from "./mixed";

it("two lists alternate so that neither always comes first", () => {
  expect(alternating(["a1", "a2", "a3", "a4"], ["b1", "b2", "b3", "b4"]).join(" ")).toBe("a1 b1 b2 a2 a3 b3 b4 a4");
});

it("nothing of the longer list is lost", () => {
  expect(alternating([1, 2, 3], [9])).toEqual([1, 9, 2, 3]);
});
