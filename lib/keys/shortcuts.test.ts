import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { navGroups } from "@/components/shell/nav-groups";
import { goKeys, type PressedKey, shortcutOf } from "./shortcuts";

const pressed = (key: string, more: Partial<PressedKey> = {}) =>
  shortcutOf({
    key,
    isControl: false,
    isAlt: false,
    isTyping: false,
    isAfterGo: false,
    areSingleKeysOn: true,
    ...more,
  });

it("finds, opens, helps and goes", () => {
  expect(pressed("/")).toEqual({ kind: "search" });
  expect(pressed("?")).toEqual({ kind: "help" });
  expect(pressed("k", { isControl: true })).toEqual({ kind: "palette" });
  expect(pressed("g")).toEqual({ kind: "go" });
  expect(pressed("c", { isAfterGo: true })).toEqual({ kind: "page", path: "/changes" });
});

it.each(["c", "k", "x", "Enter", "toString", "__proto__"])("%s alone does nothing", (key) =>
  expect(pressed(key)).toBeNull(),
);

it("does nothing while somebody types, nor with another modifier", () => {
  for (const key of ["/", "?", "g", "k"]) {
    expect(pressed(key, { isTyping: true })).toBeNull();
    expect(pressed(key, { isTyping: true, isControl: true })).toBeNull();
    expect(pressed(key, { isAlt: true, isControl: true })).toBeNull();
  }
  expect(pressed("/", { isControl: true })).toBeNull();
});

it("leaves the palette alone when the single keys are off", () => {
  for (const key of ["/", "?", "g"]) expect(pressed(key, { areSingleKeysOn: false })).toBeNull();
  expect(pressed("c", { isAfterGo: true, areSingleKeysOn: false })).toBeNull();
  expect(pressed("K", { isControl: true, areSingleKeysOn: false })).toEqual({ kind: "palette" });
});

it("has a key for every page of the navigation, and each page is there", () => {
  const pages = navGroups.flatMap((group) => group.pages.map(({ path }) => path));
  expect(Object.values(goKeys).sort()).toEqual([...pages].sort());
  for (const path of Object.values(goKeys)) {
    const route = `app${path === "/" ? "" : path}/route.ts`;
    expect(existsSync(`${route}x`) || existsSync(route), path).toBe(true);
  }
});
