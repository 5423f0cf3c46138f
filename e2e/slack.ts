import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";

/** A server of this machine that stands in for Slack: it takes messages, or answers as a test tells it to. */
export class Slack {
  /** The texts that it took, in their order. */
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

  /** From now on it answers so; 200 takes what is sent. */
  answers(status: number): void {
    this.status = status;
  }

  /** What it took that names this record. */
  takenOf(number: string): readonly string[] {
    return this.taken.filter((message) => message.includes(number));
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
  }
}
