import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { logFields } from "@/db/monitoring/log";
import { observeRequest } from "@/db/monitoring/process-metrics";
import { enterRequest, type RequestContext } from "@/db/monitoring/request-context";
import { requestIdFrom } from "@/lib/monitoring/request-id";
import { methodLabel, type RoutePattern, routePatternOf, statusClass } from "@/lib/monitoring/route-pattern";

const ids = new WeakMap<ServerResponse, string>();

/** The id of the request that is answered, for its header. */
export const requestIdOf = (response: ServerResponse): string | undefined => ids.get(response);

/** From now on every request has an id, a line in the log when it has been answered, and is counted by its route. */
export function observeRequests(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as RequestStart;
    const context: RequestContext = { id: idOf(request) };
    const route = routePatternOf((request.url ?? "").split("?", 1)[0] ?? "");
    const startedAt = performance.now();
    ids.set(response, context.id);
    enterRequest(context);
    response.once("close", () => report(request, response, { context, route, ms: performance.now() - startedAt }));
  });
}

// The message on Node's diagnostics channel, which is not typed.
type RequestStart = { readonly request: IncomingMessage; readonly response: ServerResponse };
type Answered = { readonly context: RequestContext; readonly route: RoutePattern; readonly ms: number };

function idOf({ headers }: IncomingMessage): string {
  const { "x-request-id": requestId, traceparent } = headers;
  const first = (header: string | string[] | undefined) => (typeof header === "string" ? header : header?.[0]);
  return requestIdFrom({ requestId: first(requestId), traceparent: first(traceparent) }, () =>
    randomBytes(12).toString("hex"),
  );
}

function report(request: IncomingMessage, response: ServerResponse, { context, route, ms }: Answered): void {
  const { statusCode: status, writableFinished: isComplete } = response;
  const method = methodLabel(request.method);
  // A stream is open for as long as somebody looks at the calendar.
  if (route !== "/calendar/live") observeRequest({ route, method, status: statusClass(status) }, ms / 1000);
  if (isProbe(route) && status < 400) return;
  const { id: requestId, ...known } = context;
  const fields = { requestId, method, route, status, ms: Math.round(ms * 10) / 10, ...known };
  logFields(isComplete ? fields : { ...fields, aborted: true }, "request", status >= 500 ? "error" : "info");
}

/** Asked every few seconds by what watches, so that a line each would say nothing. */
const isProbe = (route: RoutePattern): boolean => probes.includes(route);
const probes: readonly RoutePattern[] = ["/healthz", "/readyz", "/metrics"];
