import { createHash } from "node:crypto";
import type { NextRequest } from "next/server";
import { handlerWithoutDatabase } from "@/app/_request/handler";
import { settings } from "@/app/_request/settings";
import { readFeed, readFeedReader } from "@/db/calendar/read-feed";
import { parseCalendarFilter } from "@/lib/calendar/calendar-filter";
import { calendarFeed } from "@/lib/calendar/feed";

export const dynamic = "force-dynamic";

/** The calendar of the person whose secret is in `token`. No session is read. */
export const GET = handlerWithoutDatabase(answer);

async function answer(request: NextRequest): Promise<Response> {
  const query = request.nextUrl.searchParams;
  const token = query.get("token") ?? "";
  try {
    const reader = tokenPattern.test(token) ? await readFeedReader(token) : null;
    if (!reader) return textResponse(404, "No such calendar feed. The address is wrong, or the feed was revoked.");
    const records = await readFeed(parseCalendarFilter(Object.fromEntries(query)), reader.personId);
    const { appUrl, organisation } = settings();
    const body = calendarFeed(records, { appUrl, organisation, withoutTitles: reader.withoutTitles });
    return feedResponse(body, request.headers.get("if-none-match"));
  } catch (error) {
    // Logged without the request, whose address is a secret.
    console.error("A calendar feed could not be read:", error);
    return textResponse(503, "The calendar is unavailable right now. Try again in a few minutes.", {
      "Retry-After": "120",
    });
  }
}

/** Only GET is supported. */
export const OPTIONS = () => textResponse(405, "This address is read-only.", { Allow: "GET, HEAD" });

const tokenPattern = /^[\w-]{43}$/;

function feedResponse(body: string, ifNoneMatch: string | null): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  const headers = { ETag: etag, "Cache-Control": "private, no-cache" };
  const isUnchanged = ifNoneMatch?.split(",").some((each) => ["*", etag, `W/${etag}`].includes(each.trim()));
  if (isUnchanged) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "Content-Type": "text/calendar; charset=utf-8" } });
}

const textResponse = (status: number, text: string, headers: Record<string, string> = {}) =>
  new Response(`${text}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8", ...headers } });
