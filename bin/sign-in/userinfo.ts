import { z } from "zod";
import type { IdentityProvider } from "./provider-tokens";

const timeoutMs = 10_000;
const maxAnswerBytes = 512 * 1024;

type Userinfo =
  | { readonly claims: Readonly<Record<string, unknown>> }
  /** The end of a sentence, without any token in it. */
  | { readonly problem: string };

/** The subject has to match (OpenID Connect Core, 5.3.2). */
export async function readUserinfo(
  provider: IdentityProvider,
  accessToken: string,
  subject: string,
): Promise<Userinfo> {
  if (accessToken === "") return { problem: "userinfo was not asked: there is no access token" };
  const address = await userinfoEndpoint(provider).catch(() => null);
  if (!address) return { problem: "its discovery names no userinfo" };
  try {
    const headers = { Authorization: `Bearer ${accessToken}`, Accept: "application/json" };
    const answer = await fetch(address, { headers, redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
    if (!answer.ok) return { problem: `userinfo answered ${answer.status}` };
    const claims = userinfoSchema.safeParse(JSON.parse(await readText(answer)));
    if (!claims.success) return { problem: "userinfo answered with no claims" };
    return claims.data.sub === subject ? { claims: claims.data } : { problem: "userinfo names another subject" };
  } catch {
    return { problem: "userinfo could not be read" };
  }
}

const userinfoSchema = z.looseObject({ sub: z.string() });
const discoverySchema = z.object({ userinfo_endpoint: z.url().optional() });

const endpoints = new Map<string, string | null>();

async function userinfoEndpoint({ issuer, jwksUrl }: IdentityProvider): Promise<string | null> {
  // The demo provider has everything in the id token.
  if (jwksUrl !== null) return null;
  const cached = endpoints.get(issuer);
  if (cached !== undefined) return cached;
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(timeoutMs) });
  const endpoint = discoverySchema.parse(await answer.json()).userinfo_endpoint ?? null;
  endpoints.set(issuer, endpoint);
  return endpoint;
}

async function readText(answer: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.body ?? []) {
    length += piece.length;
    if (length > maxAnswerBytes) throw new Error("the answer is too long");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}
