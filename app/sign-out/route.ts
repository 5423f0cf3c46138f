import { cookies } from "next/headers";
import { handler } from "@/app/_request/handler";
import { seeOther } from "@/app/_request/responses";
import { settings } from "@/app/_request/settings";
import { signOut } from "@/db/people/read-session";
import { isOriginAllowed } from "@/lib/web/origin";
import { sessionCookie } from "@/lib/web/session-cookie";

export const POST = handler(answerPost);

async function answerPost(request: Request): Promise<Response> {
  if (!isOriginAllowed(request.headers, settings().allowedOrigins)) {
    return new Response("You can sign out only from a Windlass page.", { status: 403 });
  }
  const { name, options } = sessionCookie(settings().secure);
  const jar = await cookies();
  const token = jar.get(name)?.value;
  if (token) await signOut(token);
  jar.delete({ name, ...options });
  return seeOther("/sign-in?reason=signed-out");
}
