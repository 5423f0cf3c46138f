import { currentRequest } from "@/db/monitoring/request-context";
import { plainPageHeaders, renderPlainPage, requestReferenceHtml } from "@/lib/web/plain-page";
import type { RefusedRequest } from "@/lib/web/refused-request";

/** Redirects to a page of Windlass. A path alone is right whatever host the browser uses. */
export const seeOther = (path: string): Response =>
  new Response(null, { status: 303, headers: { Location: path, "Cache-Control": "no-store" } });

/** A plain page that says why the request was refused, followed by the markup in `more`. */
export const refusalResponse = (
  { status, title, message, allow, retryAfterSeconds: retryAfter }: RefusedRequest,
  more = "",
): Response =>
  new Response(renderPlainPage(title, message, more + requestReferenceHtml(currentRequest()?.id)), {
    status,
    headers: {
      ...plainPageHeaders,
      "Cache-Control": "no-store",
      ...(allow && { Allow: allow }),
      ...(retryAfter && { "Retry-After": String(retryAfter) }),
    },
  });
