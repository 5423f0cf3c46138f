import type { NextRequest } from "next/server";
import { databaseHealth } from "@/db/connection/database-health";
import { databaseRefusal, type RefusedRequest, requestRefusal } from "@/lib/web/refused-request";
import { rateLimitRefusal } from "./rate-limit-refusal";
import { settings } from "./settings";

/** Why a request is refused, by its head or because its sender exceeds the limits; null when it may go on. */
export async function turnedAway(request: NextRequest): Promise<RefusedRequest | null> {
  const { method, headers, nextUrl } = request;
  const byHead = requestRefusal({ method, pathname: nextUrl.pathname, headers }, settings().allowedOrigins);
  return byHead ?? rateLimitRefusal(request);
}

/** The same, and refused while the database is unavailable. A post needs a fresh check; reads may rely on one of a second ago. */
export async function turnedAwayWithDatabase(request: NextRequest): Promise<RefusedRequest | null> {
  const refused = await turnedAway(request);
  if (refused) return refused;
  const trouble = await databaseHealth(request.method === "POST" ? 0 : undefined);
  return trouble && databaseRefusal(trouble);
}
