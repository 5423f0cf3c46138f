import { readdirSync } from "node:fs";
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { methodLabel, otherRoute, routePatternOf, routePatterns, statusClass } from "./route-pattern";

const app = fileURLToPath(new URL("../../app", import.meta.url));

it("there is a pattern for every route of the product, and none for others", () => {
  const files = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|\/)(route\.tsx?|page\.tsx)$/.test(file),
  );
  expect(files.length).toBeGreaterThan(50);
  const patterns = files.map((file) => toPattern(dirname(relative(".", file))));
  expect([...patterns, "/assets/:file"].sort()).toEqual([...routePatterns].sort());
});

/** `/changes/:number` of `changes/[number]`; what may follow is not told from what has to. */
const toPattern = (folder: string) =>
  folder === "." ? "/" : `/${folder.replaceAll(/\[?\[\.\.\.\w+\]\]?/g, "*").replaceAll(/\[(\w+)\]/g, ":$1")}`;

it.each([
  ["/", "/"],
  ["/changes/CHG-1001", "/changes/:number"],
  ["/changes/new", "/changes/new"],
  ["/changes/CHG-1001/evidence.json", "/changes/:number/evidence.json"],
  ["/changes/CHG-1001/attachments/7", "/changes/:number/attachments/:id"],
  ["/catalogue/new", "/catalogue/new"],
  ["/api/auth/callback/oidc", "/api/auth/*"],
  ["/api/auth/backchannel-logout", "/api/auth/backchannel-logout"],
  ["/idp/auth/x/y", "/idp/*"],
  ["/assets/windlass-1234.css", "/assets/:file"],
])("%s is answered by %s", (path, pattern) => expect(routePatternOf(path)).toBe(pattern));

it.each(["/nobody", "/changes/1/2/3", "/changes/", "//", "", "/changes/CHG-1/secret", `/${"x".repeat(10_000)}`])(
  "%s is one of the others",
  (path) => expect(routePatternOf(path)).toBe(otherRoute),
);

it("counts unknown methods as one, and statuses by their hundreds", () => {
  expect(["GET", "POST", "PURGE", undefined].map(methodLabel)).toEqual(["GET", "POST", "other", "other"]);
  expect([200, 303, 404, 503].map(statusClass)).toEqual(["2xx", "3xx", "4xx", "5xx"]);
});
