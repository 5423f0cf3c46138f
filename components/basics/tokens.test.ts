import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const css = readFileSync(new URL("../../app/_browser/windlass.css", import.meta.url), "utf8");

/** Sizes of their own, and corners of no token; paper alone has sizes in points. */
const foreign = /(?<![\w:-])(?:[a-z]+:)*(?:text-\[|rounded(?![\w-]|-(?:sm|md|full|none)\b)|max-w-\[)[^\s"`]*/g;
const onPaper = /^print:text-\[\d+(?:\.\d+)?pt\]/;

const strangersIn = (classes: string) => (classes.match(foreign) ?? []).filter((found) => !onPaper.test(found));

it("finds a size or a corner that is no token", () => {
  expect(strangersIn("rounded border text-[0.9em] sm:max-w-[7rem]")).toEqual([
    "rounded",
    "text-[0.9em]",
    "sm:max-w-[7rem]",
  ]);
  expect(strangersIn("rounded-sm text-sm max-w-prose print:text-[8pt] rounded-full")).toEqual([]);
});

it("has five sizes of type, and the corners of the theme, on every page", () => {
  const found = markupFiles().flatMap((file) =>
    classNamesIn(readFileSync(file, "utf8"))
      .flatMap(strangersIn)
      .map((stranger) => `${file}: ${stranger}`),
  );
  expect(found).toEqual([]);
});

it("names no size of type in the stylesheet but those of the theme, and paper's", () => {
  const sizes = [...css.matchAll(/font-size: ([^;]+);/g)].map(([, size]) => size ?? "");
  expect(sizes.length).toBeGreaterThan(4);
  expect(sizes.filter((size) => !/^var\(--text-(?:sm|base|lg|xl|2xl)\)$|^[\d.]+pt$/.test(size))).toEqual([]);
});

const classNamesIn = (source: string) => source.match(/"[^"\n]*"|`[^`]*`/g) ?? [];

const markupFiles = () =>
  ["app", "components"].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".tsx") && !name.endsWith(".test.tsx"))
      .map((name) => `${room}/${name}`),
  );
