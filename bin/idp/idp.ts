import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import { handleInteraction } from "./interaction";
import { loadOrCreateIdpKeys } from "./keys";
import { demoProvider, type IdpAddresses } from "./provider";
import { idpStyle } from "./style";

export type Idp = { port: number; clientSecret: string; stop(): Promise<void> };

/** Starts the demo identity provider on a free port of 127.0.0.1; its keys are stored in `folder`. */
export async function startIdp(folder: string, addresses: IdpAddresses): Promise<Idp> {
  const keys = await loadOrCreateIdpKeys(folder);
  const answer = requestHandler(demoProvider(addresses, keys));
  const server = createServer((request, response) => void answer(request, response).catch(() => sendFailure(response)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const stop = async () => {
    server.close();
    server.closeAllConnections();
  };
  return { port, clientSecret: keys.clientSecret, stop };
}

const mountPath = "/idp";

function requestHandler(provider: Provider) {
  const protocol = provider.callback();
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? "/", "http://idp");
    setHeaders(response);
    if (pathname === `${mountPath}/style.css`) return send(response, "text/css", idpStyle);
    if (pathname.startsWith(`${mountPath}/interaction/`)) return handleInteraction(provider, request, response);
    await protocol(withMountPath(request), response);
  };
}

// As Express mounts an application: the provider derives its mount path from both URLs.
function withMountPath(request: IncomingMessage): IncomingMessage {
  const originalUrl = request.url ?? "/";
  return Object.assign(request, { originalUrl, url: originalUrl.slice(mountPath.length) || "/" });
}

function setHeaders(response: ServerResponse): void {
  const policy =
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Cache-Control", "no-store");
}

function send(response: ServerResponse, type: string, body: string): void {
  response.setHeader("Content-Type", `${type}; charset=utf-8`);
  response.end(body);
}

function sendFailure(response: ServerResponse): void {
  response.statusCode = 500;
  response.end("The demo identity provider could not answer.");
}
