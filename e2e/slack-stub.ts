import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";

/** Accepts messages, or responds as a test configures it. */
export class SlackStub {
  readonly received: string[] = [];
  private status = 200;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<SlackStub> {
    const server = createServer();
    const slack = new SlackStub(server);
    server.on("request", async (request, response) => {
      const message = await text(request);
      if (slack.status === 200) slack.received.push(String(JSON.parse(message).text));
      response.writeHead(slack.status).end(slack.status === 200 ? "ok" : "no_service");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return slack;
  }

  /** The address of its webhook. */
  get url(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/services/T0/B0/x`;
  }

  /** 200 accepts messages. */
  respondWith(status: number): void {
    this.status = status;
  }

  receivedFor(number: string): readonly string[] {
    return this.received.filter((message) => message.includes(number));
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
  }
}
