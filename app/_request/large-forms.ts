import type { IncomingMessage } from "node:http";
import { maxBodyBytes } from "@/lib/web/refused-request";

/** Where a form with files is taken. */
const largeFormsPath = "/steps/files";

/**
 * Leads a form posted to `/steps` that is longer than one without files to a handler of its own. The framework would read the
 * whole body, twice, before our code learns who sends it; the handler reads nothing before it knows.
 */
export function redirectLargeForm(request: IncomingMessage): void {
  const isLarge = Number(request.headers["content-length"] ?? 0) > maxBodyBytes;
  if (isLarge && request.method === "POST" && /^\/steps(\?|$)/.test(request.url ?? "")) request.url = largeFormsPath;
}
