import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth, { type AuthOptions } from "next-auth";

export type AuthRequest = {
  action: "csrf" | "signin" | "callback";
  method: "GET" | "POST";
  origin: string;
  query: Record<string, string>;
  cookies: Record<string, string>;
  body?: Record<string, string>;
};

export type AuthResponse = { location: string | null; setCookies: string[]; body: unknown };

/**
 * Calls next-auth as an API route of the pages router, the only way to tell it the origin. Its own routes
 * are not reachable. The casts are the boundary to its types.
 */
export async function callNextAuth(request: AuthRequest, options: AuthOptions): Promise<AuthResponse> {
  process.env.AUTH_TRUST_HOST = "1";
  const { protocol, host } = new URL(request.origin);
  const req = {
    method: request.method,
    headers: { "x-forwarded-host": host, "x-forwarded-proto": protocol.replace(":", "") },
    cookies: request.cookies,
    query: { ...request.query, nextauth: [request.action, "oidc"] },
    body: request.body ?? {},
  };
  const response = new ResponseStub();
  // next-auth 4 expects the pages router's request and response, and uses only what is provided here.
  await NextAuth(req as unknown as NextApiRequest, response as unknown as NextApiResponse, options);
  return response.toAuthResponse();
}

class ResponseStub {
  private readonly headers = new Map<string, string | string[]>();
  private body: unknown = null;

  status(): this {
    return this;
  }
  getHeader(name: string): string | string[] | undefined {
    return this.headers.get(name.toLowerCase());
  }
  setHeader(name: string, value: string | string[]): this {
    this.headers.set(name.toLowerCase(), value);
    return this;
  }
  send(body: unknown): void {
    this.body = body;
  }
  json(body: unknown): void {
    this.body = body;
  }
  end(): void {}

  toAuthResponse(): AuthResponse {
    const location = this.headers.get("location");
    return {
      location: typeof location === "string" ? location : null,
      setCookies: [this.headers.get("set-cookie") ?? []].flat(),
      body: this.body,
    };
  }
}
