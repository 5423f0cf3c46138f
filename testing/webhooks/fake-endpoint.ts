import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = {
  readonly path: string;
  readonly host: string;
  readonly headers: Record<string, string>;
  readonly body: string;
};

/** How an endpoint answers; null: it never does. */
export type EndpointReply = { status: number; headers?: Record<string, string>; body?: string } | null;

/** An endpoint of webhooks on this machine: records what came, and answers as the test says, else with 204. */
export async function startFakeEndpoint(reply: (received: Received) => EndpointReply = () => ({ status: 204 })) {
  const received: Received[] = [];
  const accepted: Received[] = [];
  let answer = reply;
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const message = { path: request.url ?? "", host: request.headers.host ?? "", headers, body };
    received.push(message);
    const replied = answer(message);
    if (!replied) return;
    if (replied.status < 300) accepted.push(message);
    response.writeHead(replied.status, replied.headers).end(replied.body);
  };
  let server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    /** Every message that came, and those that were answered with a status of success. */
    received,
    accepted,
    answerWith: (next: typeof reply) => {
      answer = next;
    },
    goOffline: close,
    comeBack: async () => {
      server = createServer(listener).listen(port, "127.0.0.1");
      await once(server, "listening");
    },
  };
}
