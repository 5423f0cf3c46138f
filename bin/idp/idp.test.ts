import { createHash, randomBytes } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Idp, startIdp } from "./idp";

const origin = "http://localhost:3000";
const callback = `${origin}/api/auth/callback/oidc`;
const verifier = randomBytes(32).toString("base64url");
let idp: Idp;
let cookies: Record<string, string>;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "windlass-idp-"));
  const backchannelLogout = "http://127.0.0.1:9/logout";
  idp = await startIdp(folder, { issuer: `${origin}/idp`, clientId: "windlass", origins: [origin], backchannelLogout });
});
afterAll(() => idp.stop());

describe("the demo identity provider", () => {
  it("puts the groups of the pressed account into a signed id token", async () => {
    const { id_token } = tokens.parse(await (await redeem(await codeFor("ops-lead-1"), verifier)).json());
    const keys = createRemoteJWKSet(new URL(`http://127.0.0.1:${idp.port}/idp/jwks`));
    const { payload } = await jwtVerify(id_token ?? "", keys, { issuer: `${origin}/idp`, audience: "windlass" });
    expect(payload).toMatchObject({
      sub: "ops-lead-1",
      name: "Ops Lead One",
      nonce: "n",
      groups: ["windlass-ops-leads", "windlass-reviewers"],
    });
    expect(payload.sid).toEqual(expect.any(String));
  });

  it("gives no token without the verifier, nor twice for one code", async () => {
    const code = await codeFor("operator-1");
    expect((await redeem(code, "x".repeat(43))).status).toBe(400);
    const other = await codeFor("operator-1");
    expect((await redeem(other, verifier)).status).toBe(200);
    expect((await redeem(other, verifier)).status).toBe(400);
  });

  it("knows nobody else", async () => {
    const page = await beginSignIn();
    expect((await pressAccount(page, "admin")).status).toBe(400);
  });

  it("asks for PKCE and for its one client", async () => {
    cookies = {};
    expect((await ask(`/idp/auth?${query({ code_challenge: "" })}`)).status).not.toBe(200);
    expect((await ask(`/idp/auth?${query({ client_id: "other" })}`)).status).toBe(400);
  });
});

const tokens = z.object({ id_token: z.string().optional() });

async function codeFor(account: string): Promise<string> {
  const pressed = await pressAccount(await beginSignIn(), account);
  const sent = await ask(pressed.headers.get("location") ?? "");
  return new URL(sent.headers.get("location") ?? "").searchParams.get("code") ?? "";
}

async function beginSignIn(): Promise<string> {
  cookies = {};
  return (await ask(`/idp/auth?${query({})}`)).headers.get("location") ?? "";
}

function pressAccount(page: string, account: string): Promise<Response> {
  return ask(page, { method: "POST", body: new URLSearchParams({ account }) });
}

function redeem(code: string, code_verifier: string): Promise<Response> {
  const authorization = `Basic ${Buffer.from(`windlass:${idp.clientSecret}`).toString("base64")}`;
  const body = new URLSearchParams({ grant_type: "authorization_code", code, code_verifier, redirect_uri: callback });
  return ask("/idp/token", { method: "POST", headers: { authorization }, body });
}

function query(changed: Record<string, string>): URLSearchParams {
  const code_challenge = createHash("sha256").update(verifier).digest("base64url");
  const usual = { client_id: "windlass", response_type: "code", scope: "openid profile email", redirect_uri: callback };
  const checks = { code_challenge, code_challenge_method: "S256", nonce: "n", state: "s", prompt: "login" };
  return new URLSearchParams({ ...usual, ...checks, ...changed });
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const address = path.replace(origin, "");
  const headers = new Headers(init.headers);
  headers.set("x-forwarded-host", "localhost:3000");
  const jar = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  headers.set("cookie", jar.join("; "));
  const answer = await fetch(`http://127.0.0.1:${idp.port}${address}`, { ...init, headers, redirect: "manual" });
  for (const line of answer.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    cookies[name] = value;
  }
  return answer;
}
