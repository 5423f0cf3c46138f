import type { NextRequest } from "next/server";
import { settings } from "@/app/_request/settings";
import { rateLimit } from "@/db/rights/rate-limit";
import { clientAddressOf, rateLimitSeconds, rateLimitSentence, rateLimits } from "@/lib/web/rate-limits";
import { ApiProblem } from "./api-responses";

const { perPerson, perAddress } = rateLimits.api;
const byPerson = rateLimit("api by person", { points: perPerson, seconds: rateLimitSeconds });
const byAddress = rateLimit("api by address", { points: perAddress, seconds: rateLimitSeconds });

/** Counts a request of the person: the headers that say what is left (draft-ietf-httpapi-ratelimit-headers). */
export async function limitPerson(person: number): Promise<Readonly<Record<string, string>>> {
  const { isOver, remaining, resetMs } = await byPerson.consume(String(person));
  const seconds = Math.max(1, Math.ceil(resetMs / 1000));
  const headers = {
    "RateLimit-Policy": `"person";q=${perPerson};w=${rateLimitSeconds}`,
    RateLimit: `"person";r=${remaining};t=${seconds}`,
  };
  if (isOver) throw tooMany(seconds, headers);
  return headers;
}

/** Counts a request whose token does not work, by where it comes from. */
export async function limitAddress({ headers }: NextRequest): Promise<void> {
  const socket = headers.get("x-windlass-address") ?? "";
  const address = clientAddressOf(socket, headers.get("x-forwarded-for"), settings().trustedProxies);
  const waitMs = await byAddress.consumePoint(address);
  if (waitMs !== null) throw tooMany(Math.max(1, Math.ceil(waitMs / 1000)), {});
}

const tooMany = (seconds: number, headers: Readonly<Record<string, string>>) =>
  new ApiProblem(
    { status: 429, detail: rateLimitSentence("api", seconds) },
    { ...headers, "Retry-After": String(seconds) },
  );
