import type { NextRequest } from "next/server";
import { type RateLimit, rateLimit } from "@/db/rights/rate-limit";
import {
  clientAddressOf,
  type RateLimitName,
  rateLimitOf,
  rateLimitSeconds,
  rateLimitSentence,
  rateLimits,
} from "@/lib/web/rate-limits";
import type { RefusedRequest } from "@/lib/web/refused-request";
import { sessionUserOf } from "./session";
import { settings } from "./settings";

/** Refuses an expensive request when its person or its address has sent too many; otherwise null. */
export async function rateLimitRefusal(request: NextRequest): Promise<RefusedRequest | null> {
  const { pathname, searchParams } = request.nextUrl;
  const limit = rateLimitOf(request.method, pathname, searchParams);
  if (!limit) return null;
  const waitMs = (await waitByAddressMs(limit, request)) ?? (await waitByPersonMs(limit, request));
  if (waitMs === null) return null;
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return {
    status: 429,
    title: "Too many requests",
    message: rateLimitSentence(limit, seconds),
    retryAfterSeconds: seconds,
  };
}

function waitByAddressMs(limit: RateLimitName, { headers }: NextRequest): Promise<number | null> {
  const socket = headers.get("x-windlass-address") ?? "";
  const address = clientAddressOf(socket, headers.get("x-forwarded-for"), settings().trustedProxies);
  return rateLimitNamed(`${limit} by address`, rateLimits[limit].perAddress).consumePoint(address);
}

async function waitByPersonMs(limit: RateLimitName, request: NextRequest): Promise<number | null> {
  // Without a known person, or without the database, only the address is limited.
  const person = await sessionUserOf(request).catch(() => null);
  return person
    ? rateLimitNamed(`${limit} by person`, rateLimits[limit].perPerson).consumePoint(String(person.personId))
    : null;
}

const limiters = new Map<string, RateLimit>();

function rateLimitNamed(name: string, points: number): RateLimit {
  const known = limiters.get(name) ?? rateLimit(name, { points, seconds: rateLimitSeconds });
  limiters.set(name, known);
  return known;
}
