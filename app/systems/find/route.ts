import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { sessionUserOf } from "@/app/_request/session";
import { readSystems } from "@/db/systems/read-systems";
import { findSystems } from "@/lib/systems/find-systems";
import { systemsPath } from "@/lib/systems/system-filter";

export const dynamic = "force-dynamic";

const maxFound = 8;

/** The systems that the palette offers for what is typed in `q`, each with its page. Asks the database nothing. */
export const GET = handler(answer);

async function answer(request: NextRequest): Promise<Response> {
  const person = await sessionUserOf(request);
  if (!person || person.roles.length === 0) return new Response("Sign in first.\n", { status: 401 });
  const text = (request.nextUrl.searchParams.get("q") ?? "").slice(0, 100);
  const systems = findSystems(await readSystems(), text, maxFound).map(({ id, name, client }) => ({
    label: `${name} (${client.name})`,
    path: systemsPath({ system: id }),
  }));
  return Response.json(systems, { headers: { "Cache-Control": "private, no-store" } });
}
