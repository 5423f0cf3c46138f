import { NextRequest } from "next/server";
import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

const address = "http://localhost:3000/.well-known/security.txt";

async function ask(contact: string, host = "localhost:3000"): Promise<Response> {
  vi.stubEnv("SECURITY_CONTACT", contact);
  const { GET } = await import("./route");
  return GET(new NextRequest(address, { headers: { host } }));
}

it("names the contact of the settings, as plain text", async () => {
  const answer = await ask("https://example.com/security");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(await answer.text()).toMatch(/^Contact: https:\/\/example\.com\/security\nExpires: 20/);
});

it("is not there without a contact", async () => {
  expect((await ask("")).status).toBe(404);
});

it("is not there for a foreign host either", async () => {
  expect((await ask("https://example.com/security", "evil.example")).status).toBeGreaterThanOrEqual(400);
});
