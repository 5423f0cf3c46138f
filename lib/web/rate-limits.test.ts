import { describe, expect, it } from "vitest";
import { clientAddressOf, rateLimitOf } from "./rate-limits";

describe("a limit", () => {
  it.each([
    ["GET", "/report.csv", "export"],
    ["GET", "/report.json?from=2026-01-01", "export"],
    ["GET", "/report.zip?from=2026-01-01", "export"],
    ["GET", "/changes/CHG-1001/evidence.json", "export"],
    ["GET", "/ledger/checkpoint", "export"],
    ["GET", "/report", "report"],
    ["POST", "/systems/upload", "upload"],
    ["POST", "/on-call/upload", "upload"],
    ["POST", "/api/auth/signin/oidc", "signIn"],
    ["GET", "/api/auth/callback/oidc?code=1", "signIn"],
    ["POST", "/idp/interaction/x", "demoSignIn"],
    ["GET", "/calendar.ics?token=x", "feed"],
    ["GET", "/changes?q=dns", "search"],
    ["GET", "/changes?q=", null],
    ["GET", "/changes", null],
    ["GET", "/", null],
    ["POST", "/changes/CHG-1001", null],
    ["GET", "/healthz", null],
    ["GET", "/_next/static/x.js", null],
  ])("of %s %s is %s", (method, path, limit) => {
    const { pathname, searchParams } = new URL(path, "http://localhost");
    expect(rateLimitOf(method, pathname, searchParams)).toBe(limit);
  });
});

describe("where a request comes from", () => {
  it.each([
    ["10.0.0.1", null, 0, "10.0.0.1"],
    ["10.0.0.1", "1.2.3.4", 0, "10.0.0.1"],
    ["10.0.0.1", "6.6.6.6, 1.2.3.4", 1, "1.2.3.4"],
    ["10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.9", 2, "1.2.3.4"],
    ["10.0.0.1", null, 1, "10.0.0.1"],
    ["10.0.0.1", " ", 1, "10.0.0.1"],
    ["::ffff:10.0.0.1", null, 0, "10.0.0.1"],
    ["2001:db8:1:2:3:4:5:6", null, 0, "2001:db8:1:2::/64"],
    ["10.0.0.1", "x".repeat(5000), 1, "x".repeat(60)],
  ])("%s, forwarded for %s, %i trusted: %s", (socket, forwarded, trusted, address) => {
    expect(clientAddressOf(socket, forwarded, trusted)).toBe(address);
  });
});
