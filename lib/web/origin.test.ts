import { describe, expect, it } from "vitest";
import { isOriginAllowed, originOfHost } from "./origin";

const allowed = ["https://windlass.example.com", "http://localhost:3000", "http://[::1]:3000"];

describe("the origin of a request", () => {
  it.each([
    [{ host: "windlass.example.com", origin: "https://windlass.example.com" }, true],
    [{ host: "localhost:3000", origin: "http://localhost:3000" }, true],
    [{ host: "[::1]:3000", origin: "http://[::1]:3000" }, true],
    [{ host: "localhost:3000", "sec-fetch-site": "same-origin" }, true],
    [{ host: "localhost:3000" }, false],
    [{ host: "localhost:3000", "sec-fetch-site": "none" }, false],
    [{ host: "localhost:3000", "sec-fetch-site": "same-site" }, false],
    [{ host: "localhost:3000", origin: "null" }, false],
    [{ host: "localhost:3000", origin: "null", "sec-fetch-site": "same-origin" }, false],
    [{ host: "localhost:3000", origin: "https://evil.example" }, false],
    [{ host: "localhost:3000", origin: "http://localhost:3000.evil.example" }, false],
    [{ host: "localhost:3000", origin: "https://windlass.example.com" }, false],
    [{ host: "evil.example", origin: "https://evil.example" }, false],
    [{ host: "evil.example", origin: "https://evil.example", "x-forwarded-host": "localhost:3000" }, false],
    [{ origin: "http://localhost:3000" }, false],
  ])("%j: %s", (headers, expected) => {
    expect(isOriginAllowed(new Headers(Object.entries(headers)), allowed)).toBe(expected);
  });

  it("is found by host, whatever its case, and by the whole of it", () => {
    expect(originOfHost("LOCALHOST:3000", allowed)).toBe("http://localhost:3000");
    expect(originOfHost("localhost", allowed)).toBeNull();
    expect(originOfHost(null, allowed)).toBeNull();
  });
});
