import { once } from "node:events";
import { createServer } from "node:net";

/** The wanted port of 127.0.0.1 if it is free, else a free one. */
export async function freePort(preferredPort: number): Promise<number> {
  return (await tryListen(preferredPort)) ?? (await tryListen(0)) ?? preferredPort;
}

async function tryListen(port: number): Promise<number | undefined> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" && address ? address.port : undefined;
  } catch {
    return undefined;
  } finally {
    server.close();
  }
}
