import { settings } from "@/app/_request/settings";
import { gateKey } from "@/app/api/gate/gate-signature";
import { securityHeaders } from "@/lib/web/security-headers";

export const dynamic = "force-dynamic";

/** The gate's public key in PEM, for whoever verifies answers. */
export function GET(): Response {
  const headers = { ...securityHeaders(settings()), "Content-Type": "application/x-pem-file; charset=utf-8" };
  return new Response(gateKey().pem, { headers });
}
