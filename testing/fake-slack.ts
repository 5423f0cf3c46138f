import type { IncomingMessage, ServerResponse } from "node:http";
import { startRestartableServer } from "@/testing/servers/restartable-server";

export type SlackMessage = {
  readonly path: string;
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
};
/** What the stand-in does with a message; null: it never answers. */
export type Answer = { status: number; body: string; headers?: Record<string, string> } | null;

/** A fake Slack server: records what it accepted with 200, and otherwise answers as the test says. */
export async function startFakeSlack() {
  const requests: SlackMessage[] = [];
  const accepted: SlackMessage[] = [];
  let answer = (_message: SlackMessage): Answer => ({ status: 200, body: "ok" });
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const message = await read(request);
    requests.push(message);
    const reply = answer(message);
    if (!reply) return;
    if (reply.status === 200) accepted.push(message);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  };
  const server = await startRestartableServer(listener);
  return {
    ...server,
    /** Every message that came, and those that were answered 200. */
    requests,
    accepted,
    answerWith: (next: typeof answer) => {
      answer = next;
    },
  };
}

async function read(request: IncomingMessage): Promise<SlackMessage> {
  let body = "";
  for await (const chunk of request) body += chunk;
  const isJson = request.headers["content-type"]?.includes("json");
  const fields: Record<string, unknown> = isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
  return { path: request.url ?? "", text: String(fields.text), fields };
}
