import { expect, it } from "vitest";
import { contentSecurityPolicy, securityHeaders } from "./security-headers";

it("no inline script or style runs in production but with the nonce", () => {
  const policy = contentSecurityPolicy({ nonce: "abc", development: false });
  expect(policy).not.toMatch(/unsafe/);
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic'");
  expect(policy).toContain("style-src 'self' 'nonce-abc'");
  expect(policy).toContain("frame-ancestors 'none'");
});

it("only a product behind TLS asks for TLS", () => {
  expect(securityHeaders({ secure: true })).toHaveProperty("Strict-Transport-Security");
  expect(securityHeaders({ secure: false })).not.toHaveProperty("Strict-Transport-Security");
});
