import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { readForm } from "@/app/_request/read-form";
import { seeOther } from "@/app/_request/responses";
import { requireSessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { deleteView, saveView } from "@/db/changes/views/saved-views";
import { normalizeViewQuery, viewPath } from "@/lib/changes/views/saved-views";
import { isOriginAllowed } from "@/lib/web/origin";

const maxBytes = 16_384;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Saves a filter of the list as a view, or deletes one of the person's own. A view is a preference: no step, and no event. */
export const POST = handler(answerToPost);

async function answerToPost(request: NextRequest): Promise<Response> {
  if (!isOriginAllowed(request.headers, settings().allowedOrigins))
    return new Response("Views can be saved only from a Windlass page.", { status: 403 });
  if (Number(request.headers.get("content-length") ?? maxBytes + 1) > maxBytes)
    return new Response("This form is too long for a view.", { status: 413 });
  const person = await requireSessionUser(request, "/changes");
  const form = await readForm(request);
  if (!form) return new Response("This form saves no view.", { status: 400 });
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const query = normalizeViewQuery(text("query"));
  if (uuid.test(text("delete"))) {
    await deleteView(person.token, text("delete"));
    return seeOther(viewPath(query));
  }
  const view = { name: text("name").replaceAll(/\s+/g, " "), query, isShared: form.has("shared") };
  const outcome = await saveView(person.token, view);
  return seeOther(outcome === "saved" ? viewPath(query) : `${viewPath(query)}&refused=${outcome ?? "name"}`);
}
