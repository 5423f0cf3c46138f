import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { endOidcSessions, openSession } from "@/db/people/open-session";
import { type SignInHandlers, signInHandlers } from "./handlers";

vi.mock("@/db/people/open-session", () => ({
  openSession: vi.fn(async () => "token"),
  endOidcSessions: vi.fn(async () => {}),
}));

let identityProvider: Server;
let handlers: SignInHandlers;
let issuer: string;
let key: CryptoKey;
/** The userinfo response for Anna's access token. */
let userinfo: unknown;

const noSession = { token: null, overage: false, isDeactivated: false, found: null };

function answerUserinfo({ headers }: IncomingMessage, response: ServerResponse): void {
  if (headers.authorization !== "Bearer annas") response.writeHead(401);
  response.end(typeof userinfo === "string" ? userinfo : JSON.stringify(userinfo));
}

beforeAll(async () => {
  const pair = await generateKeyPair("RS256");
  key = pair.privateKey;
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: "k", alg: "RS256", use: "sig" }];
  identityProvider = createServer((request, response) => {
    if (request.url === "/userinfo") return void answerUserinfo(request, response);
    const discovery = { issuer, jwks_uri: `${issuer}/jwks`, userinfo_endpoint: `${issuer}/userinfo` };
    response.end(JSON.stringify(request.url === "/jwks" ? { keys } : discovery));
  }).listen(0, "127.0.0.1");
  await once(identityProvider, "listening");
  const address = identityProvider.address();
  issuer = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const provider = { issuer, clientId: "windlass", jwksUrl: null, personIssuer: null };
  const roleGroups = [{ role: "operator", group: "ops" } as const];
  handlers = signInHandlers({ provider, groupsClaim: "groups", roleGroups });
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
    expect(await handlers.signIn(sent)).toEqual({ ...noSession, token: "token" });
    expect(openSession).toHaveBeenCalledWith(
      expect.objectContaining({ issuer, subject: "anna", name: "Anna", roles: ["operator"], oidcSid: "s1" }),
    );
    expect(await handlers.signIn(sent)).toBeNull();
    expect(openSession).toHaveBeenCalledTimes(1);
  });

  it("opens none for somebody who is deactivated, and says so", async () => {
    vi.mocked(openSession).mockResolvedValueOnce(null);
    expect(await handlers.signIn(await idToken())).toEqual({ ...noSession, token: null, isDeactivated: true });
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
    expect(await handlers.signIn(await token())).toBeNull();
    expect(openSession).not.toHaveBeenCalled();
  });
});

describe("an id token without groups", () => {
  const bare = (changed: Record<string, unknown> = {}) =>
    signed({ nonce: crypto.randomUUID(), ...changed }, "JWT", key);
  const rolesOpened = () => vi.mocked(openSession).mock.calls.map(([{ roles }]) => roles);
  const notFound = { claim: "groups", in: null, names: [], more: 0 };

  it("gets them from userinfo, and the name and the address where it lacks them", async () => {
    userinfo = { sub: "anna", groups: ["ops"], name: "Anna Berg", email: "anna@example.org" };
    expect(await handlers.signIn(await bare(), "annas")).toEqual({ ...noSession, token: "token" });
    expect(openSession).toHaveBeenCalledWith(
      expect.objectContaining({ subject: "anna", roles: ["operator"], name: "Anna Berg", email: "anna@example.org" }),
    );
  });

  it("keeps what it says itself, whatever userinfo says", async () => {
    userinfo = { sub: "anna", groups: ["ops"], name: "Eve", iss: "http://evil.example" };
    await handlers.signIn(await bare({ name: "Anna" }), "annas");
    expect(openSession).toHaveBeenCalledWith(expect.objectContaining({ issuer, name: "Anna" }));
  });

  it.each([
    ["userinfo names another subject", { sub: "eve", groups: ["ops"] }, "annas"],
    ["userinfo answered 401", { sub: "anna", groups: ["ops"] }, "another"],
    ["userinfo answered with no claims", ["ops"], "annas"],
    ["userinfo could not be read", "eyJ.a.b", "annas"],
    ["there is no access token", { sub: "anna", groups: ["ops"] }, ""],
  ])("gives no role where %s, and says so", async (problem, answer, token) => {
    userinfo = answer;
    const found = (await handlers.signIn(await bare(), token))?.found;
    expect(found).toMatchObject({ ...notFound, problem: expect.stringContaining(problem) });
    expect(rolesOpened()).toEqual([[]]);
  });

  it("says which claim was looked at, where, and what came: names alone", async () => {
    const logged = vi.spyOn(console, "warn").mockImplementation(() => {});
    userinfo = { sub: "anna", groups: "staff; visitors\r\nforged line" };
    const { found } = (await handlers.signIn(await bare(), "annas")) ?? {};
    expect(found).toMatchObject({ claim: "groups", in: "userinfo", names: ["staff", "visitors", "forged line"] });
    const [line] = logged.mock.calls.flat();
    expect(line).toBe(
      "Sign-in without a role. The claim “groups” of the userinfo names “staff”, “visitors”, “forged line”.",
    );
    expect(String(line)).not.toContain("annas");
    logged.mockRestore();
  });

  it("is not asked about where the id token has the claim, or says that there are too many", async () => {
    userinfo = { sub: "anna", groups: ["ops"] };
    await handlers.signIn(await bare({ groups: [] }), "annas");
    await handlers.signIn(await bare({ _claim_names: { groups: "src1" } }), "annas");
    expect(rolesOpened()).toEqual([[], []]);
  });
});

describe("a logout token", () => {
  it("ends its sessions once, and a replay of it none", async () => {
    const sent = await logoutToken();
    expect(await handlers.signOut(sent)).toBe(true);
    expect(endOidcSessions).toHaveBeenCalledWith(issuer, "anna", "s1");
    expect(await handlers.signOut(sent)).toBe(false);
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
    expect(await handlers.signOut(await token())).toBe(false);
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
