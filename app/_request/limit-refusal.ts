import type { NextRequest } from "next/server";
import { signedIn } from "@/db/people/session";
import { type RateLimit, rateLimit } from "@/db/rights/rate-limit";
import { addressOf, type Limit, limitOf, limitSeconds, limits, limitWords } from "@/lib/web/limits";
import type { RefusedRequest } from "@/lib/web/refused-request";
import { sessionCookie } from "@/lib/web/session-cookie";
import { settings } from "./settings";

/** Refuses an expensive request when its person or its address has sent too many; otherwise null. */
export async function limitRefusal(request: NextRequest): Promise<RefusedRequest | null> {
  const { pathname, searchParams } = request.nextUrl;
  const limit = limitOf(request.method, pathname, searchParams);
  if (!limit) return null;
  const waitMs = (await byAddress(limit, request)) ?? (await byPerson(limit, request));
  if (waitMs === null) return null;
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return { status: 429, title: "Too many requests", words: limitWords(limit, seconds), retryAfter: seconds };
}

function byAddress(limit: Limit, { headers }: NextRequest): Promise<number | null> {
  const socket = headers.get("x-windlass-address") ?? "";
  const address = addressOf(socket, headers.get("x-forwarded-for"), settings().trustedProxies);
  return counting(`${limit} by address`, limits[limit].perAddress).met(address);
}

async function byPerson(limit: Limit, { cookies }: NextRequest): Promise<number | null> {
  const token = cookies.get(sessionCookie(settings().secure).name)?.value;
  // Without a known person, or without the database, only the address is limited.
  const person = token ? await signedIn(token).catch(() => null) : null;
  return person ? counting(`${limit} by person`, limits[limit].perPerson).met(String(person.personId)) : null;
}

const made = new Map<string, RateLimit>();

function counting(name: string, points: number): RateLimit {
  const known = made.get(name) ?? rateLimit(name, { points, seconds: limitSeconds });
  made.set(name, known);
  return known;
}
