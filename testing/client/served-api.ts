import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { NextRequest } from "next/server";

type Answer = (request: NextRequest) => Promise<Response>;
type Meddling = (method: string, path: string) => "away" | "lost" | undefined;

/**
 * The API on a port of this machine. `meddle` says which requests never arrive ("away"), and which are answered into the void
 * ("lost").
 */
export async function startServedApi(answer: Answer) {
  let meddle: Meddling = () => undefined;
  const seen: string[] = [];
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const [method, path] = [request.method ?? "", request.url ?? ""];
    seen.push(`${method} ${path}`);
    const trouble = meddle(method, path);
    if (trouble === "away") return request.socket.destroy();
    const answered = await answer(await toNextRequest(request));
    if (trouble === "lost") return request.socket.destroy();
    response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(await answered.text());
  };
  const server = createServer((request, response) => void listener(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Every request, as `METHOD path`. */
    seen,
    meddleWith: (next: Meddling) => {
      meddle = next;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function toNextRequest(request: IncomingMessage): Promise<NextRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const body = chunks.length > 0 ? { body: Buffer.concat(chunks).toString() } : {};
  return new NextRequest(`http://${request.headers.host}${request.url}`, { method: request.method, headers, ...body });
}

export type ServedApi = Awaited<ReturnType<typeof startServedApi>>;
