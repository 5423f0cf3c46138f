import { describe, expect, it } from "vitest";
import { documentPolicy, securityHeaders } from "./security-headers";

const directives = (policy: string) =>
  new Map(policy.split("; ").map((each) => [each.split(" ")[0], each.split(" ").slice(1)]));

describe("the policy of a document", () => {
  it("lets nothing run or apply that stands in it, and nothing come from elsewhere", () => {
    const policy = documentPolicy();
    expect(policy).not.toMatch(/unsafe|nonce|strict-dynamic|\*|https?:/);
    expect(directives(policy)).toEqual(
      new Map([
        ["default-src", ["'none'"]],
        ["script-src", ["'self'"]],
        ["style-src", ["'self'"]],
        ["font-src", ["'self'"]],
        ["img-src", ["'self'", "data:"]],
        ["connect-src", ["'self'"]],
        ["manifest-src", ["'self'"]],
        ["base-uri", ["'none'"]],
        ["form-action", ["'self'"]],
        ["frame-ancestors", ["'none'"]],
      ]),
    );
  });

  it("takes the style sheets of the document by their hashes, and only as style", () => {
    const [plain, styled] = [directives(documentPolicy()), directives(documentPolicy(["'sha256-a='", "'sha256-b='"]))];
    expect(styled.get("style-src")).toEqual(["'self'", "'sha256-a='", "'sha256-b='"]);
    expect([...styled].filter(([name]) => name !== "style-src")).toEqual(
      [...plain].filter(([name]) => name !== "style-src"),
    );
  });
});

it("every answer says that it is of one type, in no frame, and for this site alone", () => {
  expect(securityHeaders({ secure: false })).toMatchObject({
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  });
});

it("only a product behind TLS asks for TLS", () => {
  expect(securityHeaders({ secure: true })).toHaveProperty("Strict-Transport-Security");
  expect(securityHeaders({ secure: false })).not.toHaveProperty("Strict-Transport-Security");
});
