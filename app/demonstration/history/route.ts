import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { seeOther } from "@/app/_request/responses";
import { requireSessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { requestHistory } from "@/db/first-run/history-load";
import { isOriginAllowed } from "@/lib/web/origin";

/** Orders a year of invented changes for a demonstration. The steps that are loaded have their events; the order has none. */
export const POST = handler(answerToPost);

async function answerToPost(request: NextRequest): Promise<Response> {
  if (!isOriginAllowed(request.headers, settings().allowedOrigins))
    return new Response("Changes can be loaded only from a Windlass page.", { status: 403 });
  const { token } = await requireSessionUser(request, "/demonstration");
  const outcome = await requestHistory(token);
  return seeOther(outcome === "requested" ? "/demonstration" : `/demonstration?refused=${outcome ?? ""}`);
}
