import { expect, it } from "vitest";
import { signInFailureOf, signInFailures, signInFailureWords } from "./sign-in-failure";

const error = (message: string, code = "", name = "Error") => ({ name, code, message });

// As Node, OpenSSL and openid-client say it.
it.each([
  ["issuer_certificate", [error("self-signed certificate", "DEPTH_ZERO_SELF_SIGNED_CERT")]],
  ["issuer_certificate", [error("fetch failed", "", "TypeError"), error("…", "SELF_SIGNED_CERT_IN_CHAIN")]],
  ["issuer_certificate", [error("unable to verify the first certificate", "UNABLE_TO_VERIFY_LEAF_SIGNATURE")]],
  ["issuer_certificate_invalid", [error("certificate has expired", "CERT_HAS_EXPIRED")]],
  ["issuer_certificate_invalid", [error("Hostname/IP does not match", "ERR_TLS_CERT_ALTNAME_INVALID")]],
  ["issuer_unreachable", [error("connect ECONNREFUSED 10.0.0.1:443", "ECONNREFUSED", "AggregateError")]],
  ["issuer_unreachable", [error("getaddrinfo ENOTFOUND login.example.org", "ENOTFOUND")]],
  ["issuer_unreachable", [error("outgoing request timed out after 10000ms", "", "RPError")]],
  ["issuer_answer", [error("expected 200 OK, got: 404 Not Found", "", "OPError")]],
  ["client_rejected", [error("invalid_client (client authentication failed)", "", "OPError")]],
  ["provider_refused", [error("access_denied")]],
  ["other_browser", [error("State cookie was missing.", "", "TypeError")]],
  ["other_browser", [error("state mismatch, expected a, got: b", "", "RPError")]],
  ["other_browser", [error("invalid_grant (grant request is invalid)", "", "OPError")]],
  ["token_refused", [error("unexpected iss value, expected https://a got: https://b", "", "RPError")]],
  ["token_refused", [error("id_token issued too far in the past, now 2, iat 1", "", "RPError")]],
  ["token_refused", [error("The sign-in process did not take the ID token.", "WINDLASS_TOKEN_REFUSED")]],
  ["database", [error("The sign-in process answered 500.", "WINDLASS_DATABASE")]],
  ["sign_in_process", [error("The sign-in process does not answer.", "WINDLASS_SIGN_IN_PROCESS")]],
  ["unknown", [error("What is this?")]],
  ["unknown", []],
] as const)("%s: %j", (failure, errors) => expect(signInFailureOf(errors)).toBe(failure));

it("each says in the log what to check, and on the page what to do or whom to ask", () => {
  for (const failure of signInFailures) {
    const { logged, shown } = signInFailureWords[failure];
    expect(logged).not.toBe(shown);
    expect(shown).toMatch(/\b(Try again|Ask|ask|Sign in again|tell)\b/);
  }
  const { logged, shown } = signInFailureWords.issuer_certificate;
  for (const words of [logged, shown]) expect(words).toContain("NODE_EXTRA_CA_CERTS");
});
