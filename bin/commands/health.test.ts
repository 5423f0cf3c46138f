import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";
import { command, healthAddress } from "./health";

afterEach(() => vi.unstubAllEnvs());

describe("health", () => {
  it("asks where pages are served, by loopback where they are served everywhere", () => {
    expect(healthAddress({})).toBe("http://127.0.0.1:3000/healthz");
    expect(healthAddress({ HOST: "", PORT: "" })).toBe("http://127.0.0.1:3000/healthz");
    expect(healthAddress({ HOST: "0.0.0.0", PORT: "8080" })).toBe("http://127.0.0.1:8080/healthz");
    expect(healthAddress({ HOST: "::", PORT: "8080" })).toBe("http://127.0.0.1:8080/healthz");
    expect(healthAddress({ HOST: "::1", PORT: "8080" })).toBe("http://[::1]:8080/healthz");
    expect(healthAddress({ HOST: "10.1.2.3" })).toBe("http://10.1.2.3:3000/healthz");
  });

  it("is well exactly where the server answers with success", async () => {
    let status = 200;
    const requests: (string | undefined)[] = [];
    const server = createServer(({ url }, response) => {
      requests.push(url);
      response.writeHead(status).end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    vi.stubEnv("PORT", String(typeof address === "object" ? address?.port : ""));
    const ask = () => command.run([], new AbortController().signal);
    expect(await ask()).toBe(0);
    status = 503;
    await expect(ask()).rejects.toThrow("answers 503");
    server.closeAllConnections();
    server.close();
    await once(server, "close");
    await expect(ask()).rejects.toThrow("does not answer");
    expect(requests).toEqual(["/healthz", "/healthz"]);
  });
});
