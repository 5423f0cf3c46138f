import { handler } from "@/app/_request/handler";
import { signOutBy } from "@/app/sign-in/ask-sign-in";

/** OpenID Connect back-channel logout: the signed token is the proof, and no browser is involved. */
export const POST = handler(answerPost);

async function answerPost(request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const ended = await signOutBy(form.get("logout_token") ?? "");
  return ended ? answer(200, null) : answer(400, "This is not a logout token of the identity provider.");
}

function answer(status: number, words: string | null): Response {
  return new Response(words, { status, headers: { "Cache-Control": "no-store" } });
}
