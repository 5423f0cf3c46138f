import type { IncomingMessage, ServerResponse } from "node:http";
import { startRestartableServer } from "@/testing/servers/restartable-server";

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
  const server = await startRestartableServer(listener);
  return {
    ...server,
    /** Every message that came, and those that were answered with a status of success. */
    received,
    accepted,
    answerWith: (next: typeof reply) => {
      answer = next;
    },
  };
}
