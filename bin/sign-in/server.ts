import { timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { DatabaseError } from "@/db/connection/database-error";
import { sha256 } from "@/db/connection/sha256";
import { signInErrorCodes } from "@/lib/people/sign-in-failure";
import type { SignInHandlers } from "./handlers";

const maxBodyBytes = 64 * 1024;

/** Answers on a free port of 127.0.0.1 whoever knows the secret: `POST /sign-in` and `/sign-out`, each with a token as its body, a sign-in with the access token on a second line. Returns the port. */
export async function serveSignIns(handlers: SignInHandlers, secret: string): Promise<number> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error("A session could not be opened or ended:", error);
      send(response, 500, { code: codeOf(error) });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isEqualInConstantTime(request.headers.authorization ?? "", `Bearer ${secret}`)) return send(response, 403, {});
    const token = await bodyOf(request);
    if (token === null) return send(response, 413, {});
    const [idToken = "", accessToken] = token.split("\n");
    if (request.url === "/sign-in") return send(response, 200, await handlers.signIn(idToken, accessToken));
    if (request.url === "/sign-out") return send(response, 200, { ended: await handlers.signOut(token) });
    send(response, 404, {});
  }
}

/** Why, for the web server's log: the code of the error or of its cause; undefined where there is none. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof DatabaseError) return signInErrorCodes.database;
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return code ?? codeOf(error.cause);
}

const isEqualInConstantTime = (one: string, other: string): boolean => timingSafeEqual(sha256(one), sha256(other));

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request) {
    length += piece.length;
    if (length > maxBodyBytes) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
