import { existsSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { roles } from "@/lib/rules/roles";
import { isWithin, navGroups, ownGroup } from "./nav-groups";

it("has at most seven items in the bar for every role", () => {
  for (const role of roles) {
    const items = ownGroup([role]).pages.length + navGroups.length - 1;
    expect(items, role).toBeLessThanOrEqual(7);
  }
});

it("leads every role to last quarter's emergencies in two clicks: a menu, and a line of it", () => {
  const path = "/emergencies/last-quarter";
  const groups = navGroups.filter(({ pages }) => pages.some((page) => page.path === path));
  expect(groups.map(({ label }) => label)).toEqual(["Operate"]);
  expect(existsSync(`app${path}/route.ts`)).toBe(true);
});

it("leads to every page that is not part of another", () => {
  const paths = navGroups.flatMap(({ pages }) => pages.map(({ path }) => path));
  expect(new Set(paths).size).toBe(paths.length);
  const pages = readdirSync("app").filter((segment) => existsSync(`app/${segment}/route.tsx`));
  const withoutPlace = ["/[...path]", "/demonstration", "/me", "/no-role", "/sign-in", "/sign-out", "/styleguide"];
  expect(
    pages.map((segment) => `/${segment}`).filter((path) => !paths.includes(path) && !withoutPlace.includes(path)),
  ).toEqual([]);
});

it.each([
  ["/", "/", true],
  ["/changes", "/", false],
  ["/changes/CHG-1001", "/changes", true],
  ["/changeset", "/changes", false],
])("%s within %s: %s", (path, section, expected) => {
  expect(isWithin(path, section)).toBe(expected);
});
