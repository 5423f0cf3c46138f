import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Posted = {
  readonly path: string;
  readonly text: string;
  readonly words: Readonly<Record<string, unknown>>;
};
/** What the stand-in does with a message; null: it never answers. */
export type Answer = { status: number; body: string; headers?: Record<string, string> } | null;

/** A fake Slack server: records what it accepted with 200, and otherwise answers as the test says. */
export async function standInForSlack() {
  const asked: Posted[] = [];
  const taken: Posted[] = [];
  let answer = (_posted: Posted): Answer => ({ status: 200, body: "ok" });
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const posted = await read(request);
    asked.push(posted);
    const said = answer(posted);
    if (!said) return;
    if (said.status === 200) taken.push(posted);
    response.writeHead(said.status, said.headers).end(said.body);
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
    url: `http://127.0.0.1:${port}`,
    /** Every message that came, and those that were taken. */
    asked,
    taken,
    answers: (next: typeof answer) => {
      answer = next;
    },
    goes: close,
    comesBack: async () => {
      server = createServer(listener).listen(port, "127.0.0.1");
      await once(server, "listening");
    },
  };
}

async function read(request: IncomingMessage): Promise<Posted> {
  let body = "";
  for await (const chunk of request) body += chunk;
  const isJson = request.headers["content-type"]?.includes("json");
  const words: Record<string, unknown> = isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
  return { path: request.url ?? "", text: String(words.text), words };
}
