import { settings } from "@/app/_request/settings";
import { gateKey } from "@/app/api/gate/gate-signature";
import { securityHeaders } from "@/lib/web/security-headers";

export const dynamic = "force-dynamic";

/** The public half of the gate's key, in PEM: keep it where answers are verified. */
export function GET(): Response {
  const headers = { ...securityHeaders(settings()), "Content-Type": "application/x-pem-file; charset=utf-8" };
  return new Response(gateKey().pem, { headers });
}
