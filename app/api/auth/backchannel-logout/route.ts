import { handler } from "@/app/_request/handler";
import { requestSignOut } from "@/app/sign-in/sign-in-client";

/** OpenID Connect back-channel logout: the signed token is the proof, and no browser is involved. */
export const POST = handler(answerPost);

async function answerPost(request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const ended = await requestSignOut(form.get("logout_token") ?? "");
  return ended ? plainResponse(200, null) : plainResponse(400, "This is not a logout token of the identity provider.");
}

function plainResponse(status: number, text: string | null): Response {
  return new Response(text, { status, headers: { "Cache-Control": "no-store" } });
}
