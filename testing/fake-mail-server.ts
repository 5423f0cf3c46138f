import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A fake SMTP server that accepts everything except what the test refuses, and parses it as a mail client does. */
export async function startFakeMailServer() {
  const received: { parsed: ParsedMail; raw: string; to: string[] }[] = [];
  let refusal = (_to: string): Error | null => null;
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onAuth: ({ username }, _session, done) =>
      done(username === "wrong" ? Object.assign(new Error("no"), { responseCode: 535 }) : null, { user: username }),
    onRcptTo: ({ address }, _session, done) => done(refusal(address)),
    onData: async (stream, session, done) => {
      let raw = "";
      for await (const chunk of stream) raw += chunk;
      received.push({
        raw,
        parsed: await simpleParser(raw),
        to: session.envelope.rcptTo.map(({ address }) => address),
      });
      done();
    },
  });
  // Connections that end in the middle are what the tests are about.
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    received,
    refuseWith: (next: typeof refusal) => {
      refusal = next;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
