import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { colourGroups, textSizes } from "./tokens";

const css = readFileSync(new URL("../_browser/windlass.css", import.meta.url), "utf8");
const namesOf = (pattern: RegExp) => new Set([...css.matchAll(pattern)].map(([, name]) => name));

it("shows every size, and every colour that is no edge or ink of another", () => {
  expect(new Set<unknown>(textSizes.map(({ name }) => name))).toEqual(namesOf(/--text-([a-z0-9]+):/g));
  const shown = colourGroups.flatMap(({ tokens }) => [...tokens]);
  const others = [/^on-/, /^(accent|good|warn|bad)-line$/];
  const colours = [...namesOf(/--color-([a-z-]+): #/g)].filter(
    (name) => !others.some((other) => other.test(name ?? "")),
  );
  expect([...shown].toSorted()).toEqual(colours.toSorted());
});
