import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { signInFailureWords } from "@/lib/people/sign-in-failure";

// Each way in which an identity provider fails has its name in the log and on the page; what was sent stands in neither.

const pem = readFileSync("testing/files/self-signed.pem");
const issuer = createServer({ key: pem, cert: pem }, (_, response) => response.end("{}"));
const origin = "http://localhost:3000";
const secret = "s3cret-code-s3cret";
const logged: string[] = [];
let flow: typeof import("./oidc-flow");

beforeAll(async () => {
  await once(issuer.listen(0, "127.0.0.1"), "listening");
  // As settings are read, once.
  Object.assign(process.env, {
    OIDC_ISSUER: `https://127.0.0.1:${(issuer.address() as AddressInfo).port}`,
    OIDC_CLIENT_ID: "windlass",
    OIDC_CLIENT_SECRET: secret,
    AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  });
  flow = await import("./oidc-flow");
  vi.spyOn(console, "warn").mockImplementation((line: string) => void logged.push(line));
});
afterAll(() => void issuer.close());
beforeEach(() => void logged.splice(0));

it("an issuer with a certificate of its own names NODE_EXTRA_CA_CERTS, in the log and on the page", async () => {
  const { location, outcome } = await flow.beginSignIn(origin, null);
  expect([location, outcome]).toEqual(["/sign-in?reason=issuer_certificate", "issuer_certificate"]);
  expect(logged).toEqual([
    `Sign-in failed (issuer_certificate, DEPTH_ZERO_SELF_SIGNED_CERT). ${signInFailureWords.issuer_certificate.logged}`,
  ]);
});

it("a provider that refuses, and an answer that no sign-in of this browser waits for, are told apart", async () => {
  const { outcome } = await flow.finishSignIn(origin, { error: "access_denied", error_description: secret }, {});
  expect(outcome).toBe("provider_refused");
  const strange = await flow.finishSignIn(origin, { error: secret, state: secret }, {});
  expect([strange.outcome, strange.location]).toEqual(["unknown", "/sign-in?reason=unknown"]);
  expect(logged).toHaveLength(2);
  expect(logged.join()).not.toContain(secret);
});

it("sign-ins at the same time have each their own reason", async () => {
  const [first, second] = await Promise.all([
    flow.beginSignIn(origin, null),
    flow.finishSignIn(origin, { error: "access_denied" }, {}),
  ]);
  expect([first.outcome, second.outcome]).toEqual(["issuer_certificate", "provider_refused"]);
});

it("an issuer that does not answer is unreachable", async () => {
  issuer.closeAllConnections();
  await new Promise((resolve) => issuer.close(resolve));
  expect((await flow.beginSignIn(origin, null)).outcome).toBe("issuer_unreachable");
});
