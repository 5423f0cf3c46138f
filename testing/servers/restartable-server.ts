import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on this machine that can go away and come back under its address. */
export async function startRestartableServer(listener: RequestListener) {
  let server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    goOffline: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
    comeBack: async () => {
      server = createServer(listener).listen(port, "127.0.0.1");
      await once(server, "listening");
    },
  };
}
