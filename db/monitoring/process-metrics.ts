import { Counter, collectDefaultMetrics, Gauge, Histogram, register } from "prom-client";
import { type ProcessMetric, processMetrics } from "@/lib/monitoring/metrics";
import type { RecordType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { noteInRequest } from "./request-context";

// The library keeps one register a process, which all bundles of the server share: a metric is made by whoever asks first.

/** From 5 ms, which most pages take, to the 10 s after which the database gives up. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts of these have names that Prometheus reserves for counters, and tell what `nodejs_active_resources` does not need. */
const misnamed = ["nodejs_active_handles_total", "nodejs_active_requests_total", "nodejs_active_resources_total"];

/** Begins to count: our own metrics, and what every process of Node is watched by, such as memory and the event loop. */
export function startCounting(): void {
  if (register.getSingleMetric("process_cpu_seconds_total")) return;
  histogram("windlass_http_request_duration_seconds");
  gauge("windlass_database_pool_size");
  for (const name of ["windlass_steps_total", "windlass_refusals_total", "windlass_sign_ins_total"] as const)
    counter(name);
  collectDefaultMetrics();
  for (const name of misnamed) register.removeSingleMetric(name);
}

/** Counts a request, in seconds; `route` is its pattern and `status` its class. */
export const observeRequest = (labels: { route: string; method: string; status: string }, seconds: number): void =>
  histogram("windlass_http_request_duration_seconds").observe(labels, seconds);

/** Counts a step that was taken, and notes it for the line of its request. */
export function countStep(record: RecordType, step: Step): void {
  noteInRequest({ step });
  counter("windlass_steps_total").inc({ record, step });
}

/** Counts a refusal by its clause, and notes it for the line of its request. */
export function countRefusal(step: string, clause: string): void {
  noteInRequest({ step, clause });
  counter("windlass_refusals_total").inc({ step, clause });
}

/** Counts what became of a sign-in. */
export const countSignIn = (outcome: string): void => counter("windlass_sign_ins_total").inc({ outcome });

/** Says how many connections a pool of this process may open. */
export const setPoolSize = (pool: string, size: number): void =>
  gauge("windlass_database_pool_size").set({ pool }, size);

const shapeOf = (name: ProcessMetric) => {
  const { help, labels } = processMetrics[name];
  return { name, help, labelNames: labels };
};

function counter(name: ProcessMetric): Counter {
  const known = register.getSingleMetric(name);
  return known instanceof Counter ? known : new Counter(shapeOf(name));
}

function gauge(name: ProcessMetric): Gauge {
  const known = register.getSingleMetric(name);
  return known instanceof Gauge ? known : new Gauge(shapeOf(name));
}

function histogram(name: ProcessMetric): Histogram {
  const known = register.getSingleMetric(name);
  return known instanceof Histogram ? known : new Histogram({ ...shapeOf(name), buckets: durationBuckets });
}
