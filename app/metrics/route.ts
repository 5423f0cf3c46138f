import { timingSafeEqual } from "node:crypto";
import type { NextRequest } from "next/server";
import { handlerWithoutDatabase } from "@/app/_request/handler";
import { settings } from "@/app/_request/settings";
import { sha256 } from "@/db/connection/sha256";
import { buildInfo } from "@/db/monitoring/build-info";
import { installationMetricsText } from "@/db/monitoring/installation-metrics";
import { readGauges } from "@/db/monitoring/read-gauges";
import { metricsOfAllProcesses } from "./all-processes";

export const dynamic = "force-dynamic";

/** What Prometheus reads, with METRICS_TOKEN as its bearer token; without that setting there is no such address. */
export const GET = handlerWithoutDatabase(answer);

async function answer({ headers }: NextRequest): Promise<Response> {
  const { metricsToken: token } = settings();
  if (token === null) return textResponse(404, "There is nothing here.\n");
  if (!isEqualInConstantTime(headers.get("authorization") ?? "", `Bearer ${token}`))
    return textResponse(401, "Send METRICS_TOKEN as Authorization: Bearer ….\n", {
      "WWW-Authenticate": 'Bearer realm="windlass metrics"',
    });
  const [ofProcesses, ofInstallation] = await Promise.all([metricsOfAllProcesses(), readInstallation()]);
  return textResponse(200, `${ofProcesses}\n${ofInstallation}`, { "Content-Type": formatVersion });
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
