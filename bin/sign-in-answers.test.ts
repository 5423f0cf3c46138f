import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { endOidcSessions, openSession } from "@/db/signin";
import { type SignInAnswers, signInAnswers } from "./sign-in-answers";

vi.mock("@/db/signin", () => ({ openSession: vi.fn(async () => "token"), endOidcSessions: vi.fn(async () => {}) }));

let identityProvider: Server;
let answers: SignInAnswers;
let issuer: string;
let key: CryptoKey;

beforeAll(async () => {
  const pair = await generateKeyPair("RS256");
  key = pair.privateKey;
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: "k", alg: "RS256", use: "sig" }];
  identityProvider = createServer((request, response) => {
    const isKeys = request.url === "/jwks";
    response.end(JSON.stringify(isKeys ? { keys } : { issuer, jwks_uri: `${issuer}/jwks` }));
  }).listen(0, "127.0.0.1");
  await once(identityProvider, "listening");
  const address = identityProvider.address();
  issuer = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const provider = { issuer, clientId: "windlass", keysAt: null, issuerOfPeople: null };
  const roleGroups = [{ role: "operator", group: "ops" } as const];
  answers = signInAnswers({ provider, groupsClaim: "groups", roleGroups });
});
beforeEach(() => void vi.clearAllMocks());
afterAll(() => void identityProvider.close());

const seconds = () => Math.floor(Date.now() / 1000);
const hourAgo = () => ({ iat: seconds() - 3600, exp: seconds() + 3600 });

describe("an id token", () => {
  const idToken = (changed: Record<string, unknown> = {}, signedWith = key) =>
    signed({ name: "Anna", groups: ["ops", "other"], nonce: crypto.randomUUID(), ...changed }, "JWT", signedWith);

  it("opens one session, with the roles of its groups; a second time it opens none", async () => {
    const sent = await idToken();
    expect(await answers.signIn(sent)).toEqual({ token: "token", overage: false, isDeactivated: false });
    expect(openSession).toHaveBeenCalledWith(
      expect.objectContaining({ issuer, subject: "anna", name: "Anna", roles: ["operator"], oidcSid: "s1" }),
    );
    expect(await answers.signIn(sent)).toBeNull();
    expect(openSession).toHaveBeenCalledTimes(1);
  });

  it("opens none for somebody who is deactivated, and says so", async () => {
    vi.mocked(openSession).mockResolvedValueOnce(null);
    expect(await answers.signIn(await idToken())).toEqual({ token: null, overage: false, isDeactivated: true });
  });

  it.each([
    ["of another issuer", () => idToken({ iss: "http://evil.example" })],
    ["for another client", () => idToken({ aud: "other" })],
    ["that is an hour old", () => idToken(hourAgo())],
    ["that ran out", () => idToken({ exp: seconds() - 120 })],
    ["that the provider did not sign", async () => idToken({}, (await generateKeyPair("RS256")).privateKey)],
    ["that nobody signed", async () => "a.b.c"],
    ["that is none", async () => ""],
    ["that is a logout token", () => logoutToken()],
  ])("%s opens none", async (_, token) => {
    expect(await answers.signIn(await token())).toBeNull();
    expect(openSession).not.toHaveBeenCalled();
  });
});

describe("a logout token", () => {
  it("ends its sessions once, and a replay of it none", async () => {
    const sent = await logoutToken();
    expect(await answers.signOut(sent)).toBe(true);
    expect(endOidcSessions).toHaveBeenCalledWith(issuer, "anna", "s1");
    expect(await answers.signOut(sent)).toBe(false);
    expect(endOidcSessions).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["of another issuer", () => logoutToken({ iss: "http://evil.example" })],
    ["for another client", () => logoutToken({ aud: "other" })],
    ["with a nonce", () => logoutToken({ nonce: "n" })],
    ["without the event", () => logoutToken({ events: undefined })],
    ["that is an hour old", () => logoutToken(hourAgo())],
    ["that the provider did not sign", async () => logoutToken({}, (await generateKeyPair("RS256")).privateKey)],
    ["that nobody signed", async () => "a.b.c"],
    ["that is none", async () => ""],
  ])("%s ends none", async (_, token) => {
    expect(await answers.signOut(await token())).toBe(false);
    expect(endOidcSessions).not.toHaveBeenCalled();
  });
});

function logoutToken(changed: Record<string, unknown> = {}, signedWith = key): Promise<string> {
  const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
  return signed({ jti: crypto.randomUUID(), events, ...changed }, "logout+jwt", signedWith);
}

function signed(claims: Record<string, unknown>, typ: string, signedWith: CryptoKey): Promise<string> {
  const usual = { iss: issuer, aud: "windlass", sub: "anna", sid: "s1", iat: seconds(), exp: seconds() + 300 };
  return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: "RS256", kid: "k", typ }).sign(signedWith);
}
