import { once } from "node:events";
import { createConnection, createServer } from "node:net";
import { pipeline } from "node:stream/promises";

/**
 * Forwards connections from `[::1]` to 127.0.0.1, where a demo listens; returns a function that stops it.
 * Without IPv6 it does nothing.
 */
export async function startIpv6Forwarder(port: number): Promise<() => void> {
  const forwarder = createServer((from) => {
    const to = createConnection(port, "127.0.0.1");
    const end = () => void [from, to].map((socket) => socket.destroy());
    Promise.all([pipeline(from, to), pipeline(to, from)]).catch(end);
  });
  try {
    forwarder.listen(port, "::1");
    await once(forwarder, "listening");
  } catch (error) {
    if (isAddressInUse(error))
      console.error(`Another program uses port ${port} on [::1]. Open http://127.0.0.1:${port}.`);
  }
  return () => void forwarder.close();
}

function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
