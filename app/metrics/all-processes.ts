import cluster from "node:cluster";
import { randomUUID } from "node:crypto";
import { AggregatorRegistry, register } from "prom-client";
import { z } from "zod";

const timeoutMs = 6_000;

/** Lets this process answer when all that share its port are asked for their metrics (bin/serve/web-processes.mjs). */
export function answerForAllProcesses(): void {
  if (cluster.isWorker) new AggregatorRegistry();
}

/** The metrics of all processes behind this port: counters are added up. */
export const metricsOfAllProcesses = (): Promise<string> => (cluster.isWorker ? askPrimary() : register.metrics());

const answerSchema = z.object({ metricsFor: z.string(), text: z.string().nullable() });

/** Only the process that started the others can ask all of them. */
function askPrimary(): Promise<string> {
  const id = randomUUID();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(null), timeoutMs);
    process.on("message", onMessage);
    process.send?.({ metricsFor: id });

    function onMessage(message: unknown): void {
      const answer = answerSchema.safeParse(message);
      if (answer.success && answer.data.metricsFor === id) finish(answer.data.text);
    }
    function finish(text: string | null): void {
      clearTimeout(timer);
      process.off("message", onMessage);
      if (text === null) reject(new Error("Not every process of the web server gave its metrics."));
      else resolve(text);
    }
  });
}
