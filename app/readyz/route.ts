import { readiness } from "@/db/install/readiness";

export const dynamic = "force-dynamic";

/** Readiness: the database responds, has every migration of this build, and enforces this build's rulebook. */
export async function GET(): Promise<Response> {
  const found = await readiness();
  return Response.json(found, { status: found.ready ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
