// Windlass as several processes behind a balancer that takes them by turns, in place of `npm start`: two that serve pages, two
// workers, and a supervisor that starts again whichever ends. Its arguments are the program and what comes before a command.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { pipeline } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

const command = process.argv.slice(2);
const port = Number(process.env.PORT);
const webPorts = [port + 10_000, port + 10_001];
const address = process.env.APP_URL ?? `http://localhost:${port}`;
const running = new Set();
let isStopping = false;

for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, stop);
const [code] = await once(run("migrate", {}), "exit");
if (code !== 0) process.exit(1);
for (const webPort of webPorts) supervise("web", { PORT: String(webPort), APP_URL: address });
for (let each = 0; each < 2; each += 1) supervise("worker", {});
createServer(balance).listen(port, "127.0.0.1");
createServer(balance)
  .listen(port, "::1")
  .on("error", () => {});

function run(name, more) {
  const [program, ...args] = command;
  const child = spawn(program, [...args, name], {
    env: { ...process.env, ...more },
    stdio: ["ignore", "inherit", "inherit"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

async function supervise(name, more) {
  for (; !isStopping; await pause(100)) await once(run(name, more), "exit");
}

async function stop() {
  if (isStopping) return;
  isStopping = true;
  const ended = [...running].map((child) => once(child, "exit"));
  for (const child of running) child.kill("SIGTERM");
  await Promise.all(ended);
  process.exit(0);
}

let turn = 0;

function balance(incoming, outgoing) {
  turn += 1;
  // The demonstration's identity provider remembers in one process who signs in, and is asked by the pages beside it.
  const first = /^\/(idp|api\/auth)\//.test(incoming.url) ? 0 : turn % webPorts.length;
  forward(incoming, outgoing, [webPorts[first], webPorts[(first + 1) % webPorts.length]]);
}

/** To the first of them, and to the next where nothing listens. */
function forward(incoming, outgoing, [target, ...others]) {
  const forwarded = { ...incoming.headers, "x-forwarded-for": incoming.socket.remoteAddress ?? "" };
  const forwardedRequest = request({
    host: "127.0.0.1",
    port: target,
    path: incoming.url,
    method: incoming.method,
    headers: forwarded,
  });
  forwardedRequest.once("error", (error) => {
    if (error.code === "ECONNREFUSED" && others.length > 0) return forward(incoming, outgoing, others);
    if (outgoing.headersSent) return outgoing.destroy();
    outgoing.writeHead(502, { "Content-Type": "text/plain" }).end("No process of Windlass answered.");
  });
  forwardedRequest.once("response", (answer) => {
    outgoing.writeHead(answer.statusCode, answer.statusMessage, answer.rawHeaders);
    // A process that ends in the middle of an answer ends the answer too.
    pipeline(answer, outgoing, () => {});
  });
  // What was sent before a refusal is still unread.
  forwardedRequest.once("socket", (socket) => {
    const send = () => incoming.pipe(forwardedRequest);
    if (socket.connecting) socket.once("connect", send);
    else send();
  });
}
