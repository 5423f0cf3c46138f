import { z } from "zod";
import type { Provider } from "./provider-tokens";

const patienceMs = 10_000;
const longestAnswer = 512 * 1024;

type Userinfo =
  | { readonly claims: Readonly<Record<string, unknown>> }
  /** The end of a sentence, without any token in it. */
  | { readonly problem: string };

/** The subject has to match (OpenID Connect Core, 5.3.2). */
export async function readUserinfo(provider: Provider, accessToken: string, subject: string): Promise<Userinfo> {
  if (accessToken === "") return { problem: "userinfo was not asked: there is no access token" };
  const address = await endpointOf(provider).catch(() => null);
  if (!address) return { problem: "its discovery names no userinfo" };
  try {
    const headers = { Authorization: `Bearer ${accessToken}`, Accept: "application/json" };
    const answer = await fetch(address, { headers, redirect: "error", signal: AbortSignal.timeout(patienceMs) });
    if (!answer.ok) return { problem: `userinfo answered ${answer.status}` };
    const claims = about.safeParse(JSON.parse(await textOf(answer)));
    if (!claims.success) return { problem: "userinfo answered with no claims" };
    return claims.data.sub === subject ? { claims: claims.data } : { problem: "userinfo is about somebody else" };
  } catch {
    return { problem: "userinfo could not be read" };
  }
}

const about = z.looseObject({ sub: z.string() });
const discovered = z.object({ userinfo_endpoint: z.url().optional() });

const known = new Map<string, string | null>();

async function endpointOf({ issuer, keysAt }: Provider): Promise<string | null> {
  // The demo provider has everything in the id token.
  if (keysAt !== null) return null;
  const before = known.get(issuer);
  if (before !== undefined) return before;
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
  const endpoint = discovered.parse(await answer.json()).userinfo_endpoint ?? null;
  known.set(issuer, endpoint);
  return endpoint;
}

async function textOf(answer: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.body ?? []) {
    length += piece.length;
    if (length > longestAnswer) throw new Error("the answer is too long");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}
