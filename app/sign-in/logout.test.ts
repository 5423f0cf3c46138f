import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readSettings, type Settings } from "@/lib/settings";
import { logoutIn } from "./logout";

let provider: Server;
let settings: Settings;
let issuer: string;
let key: CryptoKey;

beforeAll(async () => {
  const pair = await generateKeyPair("RS256");
  key = pair.privateKey;
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: "k", alg: "RS256", use: "sig" }];
  provider = createServer((request, response) => {
    const isKeys = request.url === "/jwks";
    response.end(JSON.stringify(isKeys ? { keys } : { issuer, jwks_uri: `${issuer}/jwks` }));
  }).listen(0, "127.0.0.1");
  await once(provider, "listening");
  const address = provider.address();
  issuer = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const oidc = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: "windlass", OIDC_CLIENT_SECRET: "s" };
  const read = readSettings({ ...oidc, DATABASE_URL: "postgres://db", AUTH_SECRET: "s".repeat(32) });
  if (!read.ok) throw new Error(read.problems.join());
  settings = read.settings;
});
afterAll(() => void provider.close());

it("a logout token ends its sessions once, and a replay of it none", async () => {
  const sent = await token({});
  expect(await logoutIn(sent, settings)).toMatchObject({ issuer, subject: "anna", sid: "s1" });
  expect(await logoutIn(sent, settings)).toBeNull();
});

it.each([
  ["of another issuer", { iss: "http://evil.example" }],
  ["for another client", { aud: "other" }],
  ["with a nonce", { nonce: "n" }],
  ["without the event", { events: undefined }],
  ["that is an hour old", { iat: Math.floor(Date.now() / 1000) - 3600 }],
])("a token %s ends none", async (_, changed) => {
  expect(await logoutIn(await token(changed), settings)).toBeNull();
});

it("a token that the provider did not sign ends none", async () => {
  const { privateKey } = await generateKeyPair("RS256");
  expect(await logoutIn(await token({}, privateKey), settings)).toBeNull();
  expect(await logoutIn("a.b.c", settings)).toBeNull();
  expect(await logoutIn("", settings)).toBeNull();
});

function token(changed: Record<string, unknown>, signedWith = key): Promise<string> {
  const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
  const usual = { iss: issuer, aud: "windlass", sub: "anna", sid: "s1", jti: crypto.randomUUID(), events };
  const iat = Math.floor(Date.now() / 1000);
  return new SignJWT({ ...usual, iat, ...changed })
    .setProtectedHeader({ alg: "RS256", kid: "k", typ: "logout+jwt" })
    .sign(signedWith);
}
