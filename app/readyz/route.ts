import type { NextRequest } from "next/server";
import { settings } from "@/app/_request/settings";
import { readiness } from "@/db/install/readiness";
import { buildInfo } from "@/db/monitoring/build-info";
import { readWorkerAges } from "@/db/monitoring/read-worker-ages";
import { readinessLines } from "@/lib/monitoring/readiness-lines";

export const dynamic = "force-dynamic";

const unknownAges = { ledger: null, notices: null };

/**
 * Readiness: the database responds, has every migration of this build, and enforces this build's rulebook. With `?verbose` as
 * lines, with the workers too, which do not keep pages from being served.
 */
export async function GET({ nextUrl }: NextRequest): Promise<Response> {
  const found = await readiness();
  const build = buildInfo(settings().commit);
  const answer = { status: found.ready ? 200 : 503, headers: { "Cache-Control": "no-store" } };
  if (!nextUrl.searchParams.has("verbose")) return Response.json({ ...found, version: build.version }, answer);
  const workers = found.database === "away" ? unknownAges : await readWorkerAges().catch(() => unknownAges);
  return new Response(readinessLines(found, workers, build), {
    ...answer,
    headers: { ...answer.headers, "Content-Type": "text/plain; charset=utf-8" },
  });
}
