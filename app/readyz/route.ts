import { readiness } from "@/db/install/readiness";

export const dynamic = "force-dynamic";

/** Ready: the database answers, has every migration that this build knows, and decides by this build's rulebook. */
export async function GET(): Promise<Response> {
  const found = await readiness();
  return Response.json(found, { status: found.ready ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
