import type { NextRequest } from "next/server";
import { databaseHealth } from "@/db/connection/database-health";
import { databaseRefusal, type RefusedRequest, requestRefusal } from "@/lib/web/refused-request";
import { rateLimitRefusal } from "./rate-limit-refusal";
import { settings } from "./settings";

/** Why a request is refused, by its head or because its sender exceeds the limits; null when it may go on. */
export async function checkRequest(request: NextRequest): Promise<RefusedRequest | null> {
  const { method, headers, nextUrl } = request;
  const headRefusal = requestRefusal({ method, pathname: nextUrl.pathname, headers }, settings().allowedOrigins);
  return headRefusal ?? rateLimitRefusal(request);
}

/** The same, and refused while the database is unavailable. A post needs a fresh check; reads may rely on one of a second ago. */
export async function checkRequestAndDatabase(request: NextRequest): Promise<RefusedRequest | null> {
  const refusal = await checkRequest(request);
  if (refusal) return refusal;
  const failure = await databaseHealth(request.method === "POST" ? 0 : undefined);
  return failure && databaseRefusal(failure);
}
