import { once } from "node:events";
import { createServer } from "node:net";

export async function isPortFree({ host, port }: { host: string; port: number }): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return false;
    throw error;
  } finally {
    server.close();
  }
}

/** Where this machine reaches what listens at a host and a port: one that listens everywhere also listens on loopback. */
export function localAddress(host: string, port: number): string {
  const reached = ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host;
  return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`;
}
