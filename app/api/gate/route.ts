import type { NextRequest } from "next/server";
import { settings } from "@/app/_request/settings";
import { askGate } from "@/db/halts/ask-gate";
import { answerGate, parseGateQuestion } from "@/lib/halts/gate";
import { securityHeaders } from "@/lib/web/security-headers";
import { signAnswer } from "./gate-signature";

export const dynamic = "force-dynamic";

/** Whether an application may be deployed now. Pipelines authenticate with a token of the gate; no session is read. */
export async function GET(request: NextRequest): Promise<Response> {
  const token = /^Bearer ([\w-]{43})$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const question = parseGateQuestion(request.nextUrl.searchParams);
  try {
    if (!token)
      return errorResponse(
        401,
        "Send a gate token as Authorization: Bearer …. An operations lead creates one on /halts.",
      );
    if (typeof question === "string") return errorResponse(400, question);
    const found = await askGate(token, question);
    if (!found)
      return errorResponse(401, "This token is unknown or was revoked. An operations lead creates one on /halts.");
    if ("foreign" in found)
      return errorResponse(403, `This token belongs to ${found.foreign} and cannot ask about another client.`);
    if ("noSystem" in found) return errorResponse(400, `This client has no system ${found.noSystem} in the register.`);
    const answer = answerGate(question, found.client, found.at, found.inTheWay);
    return jsonResponse(200, { ...answer, signature: signAnswer(answer) });
  } catch (error) {
    // Logged without the request, which holds a secret.
    console.error("The gate could not answer:", error);
    return errorResponse(503, "The gate cannot answer right now. Do not deploy; ask again in a few seconds.", {
      "Retry-After": "5",
    });
  }
}

/** Only GET is supported. */
const methodNotAllowed = () => errorResponse(405, "Ask the gate with GET.", { Allow: "GET, HEAD" });

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as OPTIONS,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};

const errorResponse = (status: number, message: string, headers: Record<string, string> = {}) =>
  jsonResponse(
    status,
    { error: message },
    status === 401 ? { ...headers, "WWW-Authenticate": 'Bearer realm="windlass gate"' } : headers,
  );

const jsonResponse = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(`${JSON.stringify(body, null, 2)}\n`, {
    status,
    headers: {
      ...securityHeaders(settings()),
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store",
      ...headers,
    },
  });
