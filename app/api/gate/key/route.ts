import { gateKey } from "@/app/gate-signature";

export const dynamic = "force-dynamic";

/** The public half of the gate's key, in PEM: keep it where answers are verified. */
export function GET(): Response {
  return new Response(gateKey().pem, { headers: { "Content-Type": "application/x-pem-file; charset=utf-8" } });
}
