import { expect, it } from "vitest";
import { wordDiff } from "./word-diff";

const marked = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ text, change }) => ({ same: text, removed: `[-${text}-]`, added: `[+${text}+]` })[change])
    .join("");

it("compares by words and keeps spaces and line breaks", () => {
  expect(marked("Stop nginx.\nWait 5 minutes.", "Stop nginx.\nWait 15 minutes.")).toBe(
    "Stop nginx.\nWait [-5-][+15+] minutes.",
  );
  expect(marked("", "New")).toBe("[+New+]");
  expect(marked("Gone", "")).toBe("[-Gone-]");
});

it("loses no character of either text", () => {
  const [before, after] = ["a <b> & é 𝒳\n\n x", "a <c> & é  𝒳\n y"];
  const parts = wordDiff(before, after);
  const without = (change: string) => parts.flatMap((part) => (part.change === change ? [] : [part.text])).join("");
  expect(without("added")).toBe(before);
  expect(without("removed")).toBe(after);
});

it("shows texts with little in common whole", () => {
  const words = (seed: string) => Array.from({ length: 3000 }, (_, index) => `${seed}${index}`).join(" ");
  expect(wordDiff(words("a"), words("b")).map(({ change }) => change)).toEqual(["removed", "added"]);
});
