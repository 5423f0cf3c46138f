// The web server as several processes that share one port: node web-processes.mjs <how many> <program> <its arguments>
import cluster from "node:cluster";
import { AggregatorRegistry } from "prom-client";

const [count, exec, ...args] = process.argv.slice(2);
/** So that one that ends again and again does not take all of a processor. */
const pauseMs = 500;
const registries = new AggregatorRegistry();
let isStopping = false;

cluster.setupPrimary({ exec, args, execArgv: process.execArgv });
for (let each = 0; each < Number(count); each++) startOne();
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, stopAll);

function startOne() {
  const worker = cluster.fork();
  let hasServed = false;
  worker.once("listening", () => {
    hasServed = true;
  });
  worker.on("message", (message) => {
    if (message?.metricsFor) answerMetrics(worker, message.metricsFor);
    // What one process keeps for a person, while the database cannot, the others have to know too.
    if (!message?.memoryDraft) return;
    for (const other of Object.values(cluster.workers))
      if (other !== worker && other.isConnected()) other.send(message);
  });
  worker.on("exit", (code, signal) => {
    if (isStopping) return;
    // What never came to serve would not come to it the next time.
    if (!hasServed) process.exit(code || 1);
    console.error(`A process of the web server ended (${signal ?? code}); another one takes its place.`);
    setTimeout(startOne, pauseMs);
  });
}

/** One process was asked for `/metrics`: it answers for all of them. */
async function answerMetrics(worker, metricsFor) {
  const text = await registries.clusterMetrics().catch(() => null);
  if (worker.isConnected()) worker.send({ metricsFor, text });
}

async function stopAll() {
  if (isStopping) return;
  isStopping = true;
  const workers = Object.values(cluster.workers);
  const ended = workers.map((worker) => new Promise((resolve) => worker.once("exit", resolve)));
  for (const worker of workers) worker.process.kill("SIGTERM");
  await Promise.all(ended);
  process.exit(0);
}
