import { timingSafeEqual } from "node:crypto";
import type { NextRequest } from "next/server";
import { clientAddressIn } from "@/app/_request/client-address";
import { handlerWithoutDatabase } from "@/app/_request/handler";
import { settings } from "@/app/_request/settings";
import { isApiToken } from "@/db/api/api-token";
import { readTokenCaller } from "@/db/api/read-token-caller";
import { sha256 } from "@/db/connection/sha256";
import { buildInfo } from "@/db/monitoring/build-info";
import { installationMetricsText } from "@/db/monitoring/installation-metrics";
import { readGauges } from "@/db/monitoring/read-gauges";
import { bearerTokenIn } from "@/lib/api/bearer-token";
import { metricsOfAllProcesses } from "./all-processes";

export const dynamic = "force-dynamic";

/** What Prometheus reads, with METRICS_TOKEN as its bearer token, or a token of the API with the scope `metrics`. */
export const GET = handlerWithoutDatabase(answer);

async function answer({ headers }: NextRequest): Promise<Response> {
  const { metricsToken: token } = settings();
  const sent = headers.get("authorization") ?? "";
  const isOfSetting = token !== null && isEqualInConstantTime(sent, `Bearer ${token}`);
  const isAllowed = isOfSetting || (await mayReadMetrics(headers));
  if (!isAllowed && token === null) return textResponse(404, "There is nothing here.\n");
  if (!isAllowed)
    return textResponse(401, "Send METRICS_TOKEN, or a token with the scope metrics, as Authorization: Bearer ….\n", {
      "WWW-Authenticate": 'Bearer realm="windlass metrics"',
    });
  const [ofProcesses, ofInstallation] = await Promise.all([metricsOfAllProcesses(), readInstallation()]);
  return textResponse(200, `${ofProcesses}\n${ofInstallation}`, { "Content-Type": formatVersion });
}

async function mayReadMetrics(headers: Headers): Promise<boolean> {
  const bearer = bearerTokenIn(headers.get("authorization"));
  if (!bearer || !isApiToken(bearer)) return false;
  const caller = await readTokenCaller(bearer, clientAddressIn(headers)).catch(() => null);
  return caller?.addressAllowed === true && caller.token.scopes.includes("metrics");
}

/** Without the database its gauges are left out, and `windlass_database_up` says why. */
async function readInstallation(): Promise<string> {
  const startedAt = performance.now();
  const gauges = await readGauges().catch(() => null);
  return installationMetricsText(gauges, buildInfo(settings().commit), (performance.now() - startedAt) / 1000);
}

const formatVersion = "text/plain; version=0.0.4; charset=utf-8";

// Of equal length, whatever is sent.
const isEqualInConstantTime = (one: string, other: string): boolean => timingSafeEqual(sha256(one), sha256(other));

const textResponse = (status: number, text: string, headers: Record<string, string> = {}) =>
  new Response(text, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", ...headers },
  });
