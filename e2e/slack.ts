import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";

/** Accepts messages, or responds as a test configures it. */
export class Slack {
  readonly taken: string[] = [];
  private status = 200;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Slack> {
    const server = createServer();
    const slack = new Slack(server);
    server.on("request", async (request, response) => {
      const message = await text(request);
      if (slack.status === 200) slack.taken.push(String(JSON.parse(message).text));
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
  answers(status: number): void {
    this.status = status;
  }

  takenOf(number: string): readonly string[] {
    return this.taken.filter((message) => message.includes(number));
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
  }
}
