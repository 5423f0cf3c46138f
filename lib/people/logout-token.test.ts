import { expect, it } from "vitest";
import { parseLogoutToken } from "./logout-token";

const now = 1_800_000_000;
const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
const good = { iss: "https://id", jti: "1", iat: now, sub: "s", sid: "x", events };

it("names whose sessions end", () => {
  expect(parseLogoutToken(good, "logout+jwt", now)).toEqual({
    issuer: "https://id",
    tokenId: "1",
    subject: "s",
    sid: "x",
  });
  expect(parseLogoutToken({ ...good, sub: undefined }, undefined, now)).toMatchObject({ subject: null, sid: "x" });
});

it.each([
  ["an id token", { ...good, events: undefined }],
  ["one with a nonce", { ...good, nonce: "n" }],
  ["one of nobody", { ...good, sub: undefined, sid: undefined }],
  ["an old one", { ...good, iat: now - 301 }],
  ["one of the future", { ...good, iat: now + 61 }],
  ["one without an id", { ...good, jti: undefined }],
  ["one of another event", { ...good, events: { other: {} } }],
  ["no object", null],
])("refuses %s", (_, payload) => {
  expect(parseLogoutToken(payload, "logout+jwt", now)).toBeNull();
});

it("refuses a token of another type", () => {
  expect(parseLogoutToken(good, "at+jwt", now)).toBeNull();
});
