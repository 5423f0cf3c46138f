import { settings } from "@/app/settings";
import { logoutIn } from "@/app/sign-in/logout";
import { endOidcSessions } from "@/db/signin";

/** The identity provider says that a session has ended. The token it signed is the proof; no browser is involved. */
export async function POST(request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const logout = await logoutIn(form.get("logout_token") ?? "", settings());
  if (!logout) return answer(400, "This is no logout token of the identity provider.");
  await endOidcSessions(logout.issuer, logout.subject, logout.sid);
  return answer(200, null);
}

function answer(status: number, words: string | null): Response {
  return new Response(words, { status, headers: { "Cache-Control": "no-store" } });
}
