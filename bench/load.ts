import { Agent, type IncomingMessage, request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

/** One request as a browser sends it. */
export type LoadRequest = {
  readonly url: string;
  readonly token?: string;
  /** What another product knows its visitor by. */
  readonly cookie?: string;
  readonly form?: { readonly body: Buffer; readonly type: string };
};

export type LoadResponse = {
  readonly status: number;
  readonly location: string;
  /** As it came: compressed, if `encoding` says so. */
  readonly body: Buffer;
  readonly encoding: string;
  readonly bytes: number;
  readonly ms: number;
};

/** Milliseconds per request; bytes as received, compressed. */
export type Run = { readonly seconds: number; readonly times: readonly number[]; readonly bytes: number };

/** Sends all `requests` by `clients` in parallel. The check throws at a wrong response. */
export async function load(
  requests: Iterable<LoadRequest>,
  clients: number,
  check: (answer: LoadResponse, request: LoadRequest) => void,
): Promise<Run> {
  const left = requests[Symbol.iterator]();
  // A connection that lay idle between two runs may be closed by the server just when it is used again.
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  let bytes = 0;
  const began = performance.now();
  const client = async () => {
    for (let next = left.next(); !next.done; next = left.next()) {
      const answer = await send(next.value, agent);
      check(answer, next.value);
      times.push(answer.ms);
      bytes += answer.bytes;
    }
  };
  await Promise.all(Array.from({ length: clients }, client)).finally(() => agent.destroy());
  return { seconds: (performance.now() - began) / 1000, times, bytes };
}

/** The requests in turn, for `seconds`. */
export function* requestsFor(seconds: number, requests: readonly LoadRequest[]): Generator<LoadRequest> {
  const until = performance.now() + seconds * 1000;
  for (let turn = 0; performance.now() < until; turn++) {
    const next = requests[turn % requests.length];
    if (next) yield next;
  }
}

/** Redirects are not followed. Without an agent the connection is not used again. */
export function send({ url, token, cookie, form }: LoadRequest, agent: Agent | false = false): Promise<LoadResponse> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      "accept-encoding": "gzip, br",
      accept: "text/html",
      ...(cookie && { cookie }),
      ...(token && { cookie: `windlass-session=${token}` }),
      ...(form && { origin: new URL(url).origin, "content-type": form.type, "content-length": form.body.length }),
    };
    const sent = request(url, { agent, method: form ? "POST" : "GET", headers }, (answer) => {
      readBody(answer).then((body) => {
        const { statusCode: status = 0 } = answer;
        const location = answer.headers.location ?? "";
        const encoding = answer.headers["content-encoding"] ?? "";
        resolve({ status, location, body, encoding, bytes: body.length, ms: performance.now() - began });
      }, reject);
    });
    sent.on("error", reject).end(form?.body);
  });
}

/** What an answer says, unpacked. */
export const textOf = ({ body, encoding }: LoadResponse): string =>
  (encoding === "br" ? brotliDecompressSync(body) : encoding === "gzip" ? gunzipSync(body) : body).toString("utf8");

async function readBody(answer: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part);
  return Buffer.concat(parts);
}
