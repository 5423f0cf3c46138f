import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIPv6 } from "node:net";
import type { EndpointAnswer } from "@/lib/webhooks/endpoint-answer";

type Post = {
  readonly url: URL;
  /** The one address to which the connection is made, whatever the name of the host leads to meanwhile. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const maxAnswerBytes = 16 * 1024;

/** Posts to an address that was judged before, without following redirects; reads at most 16 kB of the answer. Throws on failure. */
export function postPinned({ url, address, headers, body }: Post, signal: AbortSignal): Promise<EndpointAnswer> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
        agent: false,
        signal,
        lookup: (_host, options, found) => {
          const family = isIPv6(address) ? 6 : 4;
          if (options.all) found(null, [{ address, family }]);
          else found(null, address, family);
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const finish = () => {
          const text = Buffer.concat(chunks).subarray(0, maxAnswerBytes).toString("utf8");
          const retryAfter = response.headers["retry-after"] ?? null;
          resolve({ status: response.statusCode ?? 0, retryAfter, body: text });
          response.destroy();
        };
        response.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size >= maxAnswerBytes) finish();
        });
        // The status decides; whether the rest arrives does not matter.
        response.on("end", finish).on("error", finish);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
