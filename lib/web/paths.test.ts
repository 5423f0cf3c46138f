import { expect, it } from "vitest";
import { isRouteHandler, isStatic, needsNoDatabase } from "./paths";

it.each([
  "/sign-out",
  "/calendar/move",
  "/calendar.ics",
  "/on-call/upload",
  "/systems/upload",
  "/api/auth/signin/oidc",
  "/api/auth/backchannel-logout",
  "/idp/auth",
])("%s reads its own body", (path) => {
  expect(isRouteHandler(path)).toBe(true);
});

// Each of these is no route: what answers is a page, which takes actions.
it.each([
  "/api",
  "/api/",
  "/api/foo",
  "/api/authx",
  "/api/gatefoo",
  "/api/auth",
  "/idp",
  "/idpx/y",
  "/sign-out/",
  "/sign-outs",
  "/sign-out/x",
  "/calendar/moved",
  "/calendar/move/x",
  "/calendar.icsx",
  "/systems/uploads",
  "/SIGN-OUT",
  "/%73ign-out",
  "/x/sign-out",
])("%s is a page, whose forms are looked at", (path) => {
  expect(isRouteHandler(path)).toBe(false);
});

it.each([
  ["/healthz", true],
  ["/readyz", true],
  ["/_next/static/chunks/a.js", true],
  ["/idp/auth", true],
  ["/healthzfoo", false],
  ["/healthz/x", false],
  ["/readyzz", false],
  ["/_next/", false],
  ["/_next/staticx", false],
  ["/_next/image", false],
  ["/Healthz", false],
  ["/%68ealthz", false],
  ["/", false],
])("%s is answered without the database: %s", (path, answered) => {
  expect(needsNoDatabase(path)).toBe(answered);
});

it("keeps the framework's files apart by their whole folder", () => {
  expect(isStatic("/_next/staticfoo/x")).toBe(false);
});
