import type { NextRequest } from "next/server";
import { settings } from "@/app/_request/settings";
import { rateLimit } from "@/db/rights/rate-limit";
import { type ApiLimit, clientAddressOf, rateLimitSeconds, rateLimitSentence, rateLimits } from "@/lib/web/rate-limits";
import { ApiProblem } from "./api-responses";

const { perAddress } = rateLimits.api;
const limitByPerson = (name: ApiLimit) =>
  rateLimit(`${name} by person`, { points: rateLimits[name].perPerson, seconds: rateLimitSeconds });
const byPerson = { api: limitByPerson("api"), clearance: limitByPerson("clearance") };
const byAddress = rateLimit("api by address", { points: perAddress, seconds: rateLimitSeconds });

/** Counts a request of the person: the headers that say what is left (draft-ietf-httpapi-ratelimit-headers). */
export async function limitPerson(person: number, limit: ApiLimit): Promise<Readonly<Record<string, string>>> {
  const { isOver, remaining, resetMs } = await byPerson[limit].consume(String(person));
  const seconds = Math.max(1, Math.ceil(resetMs / 1000));
  const headers = {
    "RateLimit-Policy": `"person";q=${rateLimits[limit].perPerson};w=${rateLimitSeconds}`,
    RateLimit: `"person";r=${remaining};t=${seconds}`,
  };
  if (isOver) throw tooMany(seconds, headers, limit);
  return headers;
}

/** Counts a request whose token does not work, by where it comes from. */
export async function limitAddress({ headers }: NextRequest): Promise<void> {
  const socket = headers.get("x-windlass-address") ?? "";
  const address = clientAddressOf(socket, headers.get("x-forwarded-for"), settings().trustedProxies);
  const waitMs = await byAddress.consumePoint(address);
  if (waitMs !== null) throw tooMany(Math.max(1, Math.ceil(waitMs / 1000)), {});
}

const tooMany = (seconds: number, headers: Readonly<Record<string, string>>, limit: ApiLimit = "api") =>
  new ApiProblem(
    { status: 429, detail: rateLimitSentence(limit, seconds) },
    { ...headers, "Retry-After": String(seconds) },
  );
