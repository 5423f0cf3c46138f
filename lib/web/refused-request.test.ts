import { describe, expect, it } from "vitest";
import { maxBodyBytes, requestRefusal } from "./refused-request";

const allowed = ["http://localhost:3000"];
const own = { host: "localhost:3000", origin: "http://localhost:3000", "content-length": "10" };

describe("a request", () => {
  it.each([
    ["GET", "/", { host: "localhost:3000" }, undefined],
    ["GET", "/", { host: "evil.example" }, 421],
    ["GET", "/", {}, 421],
    ["GET", "/readyz", { host: "10.0.0.7:3000" }, undefined],
    ["POST", "/", own, undefined],
    ["POST", "/", { ...own, origin: "http://evil.example" }, 403],
    ["DELETE", "/", { host: "localhost:3000" }, 403],
    ["DELETE", "/", own, 405],
    ["PROPFIND", "/changes", own, 405],
    ["POST", "/api/auth/backchannel-logout", { host: "127.0.0.1:3000", "content-length": "10" }, undefined],
    ["POST", "/api/auth/backchannel-logout/", { host: "127.0.0.1:3000" }, 421],
    ["POST", "/", { ...own, "content-length": String(maxBodyBytes) }, undefined],
    ["POST", "/", { ...own, "content-length": String(maxBodyBytes + 1) }, 413],
    ["POST", "/systems/upload", { ...own, "content-length": "2100000" }, undefined],
    ["POST", "/systems/upload", { ...own, "content-length": "2100001" }, 413],
    ["POST", "/systems/upload/x", { ...own, "content-length": "2100000" }, 413],
    ["POST", "/api/auth/backchannel-logout", { "content-length": String(maxBodyBytes + 1) }, 413],
    ["POST", "/api/auth/signin/oidc", { ...own, "content-length": "32769" }, 413],
    ["POST", "/idp/interaction", { ...own, "content-length": "32769" }, 413],
    ["POST", "/idp/interaction", { ...own, "content-length": "32768" }, undefined],
    ["POST", "/", { host: own.host, origin: own.origin, "transfer-encoding": "chunked" }, 411],
    ["POST", "/", { host: own.host, origin: own.origin }, undefined],
  ])("%s %s with %j: %s", (method, pathname, headers, status) => {
    const refusal = requestRefusal({ method, pathname, headers: new Headers(Object.entries(headers)) }, allowed);
    expect(refusal?.status).toBe(status);
    expect(refusal === null || refusal.message.endsWith(".")).toBe(true);
  });
});
