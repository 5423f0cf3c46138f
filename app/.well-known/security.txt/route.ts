import { handlerWithoutDatabase } from "@/app/_request/handler";
import { settings } from "@/app/_request/settings";
import { securityTxt } from "@/lib/settings/security-txt";
import { securityHeaders } from "@/lib/web/security-headers";

export const dynamic = "force-dynamic";

/** Who is told of a weakness (RFC 9116); without SECURITY_CONTACT there is no such address. */
export const GET = handlerWithoutDatabase(answer);

async function answer(): Promise<Response> {
  const { security, appUrl } = settings();
  const headers = { ...securityHeaders(settings()), "Content-Type": "text/plain; charset=utf-8" };
  if (security === null) return new Response("There is nothing here.\n", { status: 404, headers });
  return new Response(securityTxt(security, appUrl, Date.now()), { headers });
}
