type MetricType = "counter" | "gauge" | "histogram";
type MetricDefinition = { readonly type: MetricType; readonly help: string; readonly labels?: readonly string[] };

/** What each process that serves pages counts itself; `/metrics` gives the sum of all processes behind one port. */
export const processMetrics = {
  windlass_http_request_duration_seconds: {
    type: "histogram",
    help: "Time from a request to the end of its response, by route; without open streams of the calendar.",
    labels: ["route", "method", "status"],
  },
  windlass_steps_total: {
    type: "counter",
    help: "Steps taken through this server; a form sent again counts again.",
    labels: ["record", "step"],
  },
  windlass_refusals_total: {
    type: "counter",
    help: "Steps refused by this server, by the clause of the policy that the refusal cites.",
    labels: ["step", "clause"],
  },
  windlass_sign_ins_total: {
    type: "counter",
    help: "Sign-ins that came back from the identity provider, by their outcome.",
    labels: ["outcome"],
  },
  windlass_database_pool_size: {
    type: "gauge",
    help: "Most connections to the database that the pools of this server open.",
    labels: ["pool"],
  },
} as const satisfies Record<string, MetricDefinition>;

/** What the database says of the whole installation: equal on every server, so that it is never added up. */
export const installationMetrics = {
  windlass_database_up: { type: "gauge", help: "1 if the database answers and accepts steps, else 0." },
  windlass_database_connections: {
    type: "gauge",
    help: "Open connections of Windlass to the database, by pool and state.",
    labels: ["pool", "state"],
  },
  windlass_deliveries: {
    type: "gauge",
    help: "Notices that are queued or were given up, by channel; counted up to 10000.",
    labels: ["state", "channel"],
  },
  windlass_delivery_oldest_age_seconds: {
    type: "gauge",
    help: "Age of the oldest queued notice; 0 if none is queued.",
    labels: ["channel"],
  },
  windlass_alerts_undelivered: {
    type: "gauge",
    help: "Alerts of failed changes that were neither delivered nor attested.",
  },
  windlass_emergencies_undocumented: {
    type: "gauge",
    help: "Emergency changes whose documentation is not complete.",
  },
  windlass_emergencies_overdue: {
    type: "gauge",
    help: "Emergency changes that are not documented within 24 hours of their start.",
  },
  windlass_ledger_events: { type: "gauge", help: "Events that have their number in the ledger." },
  windlass_ledger_unnumbered_events: {
    type: "gauge",
    help: "Events that wait for their number in the ledger; counted up to 10000.",
  },
  windlass_ledger_oldest_unnumbered_age_seconds: {
    type: "gauge",
    help: "Age of the oldest event that waits for its number; 0 if none waits.",
  },
  windlass_checkpoint_age_seconds: { type: "gauge", help: "Age of the newest checkpoint of the ledger." },
  windlass_ledger_verification_age_seconds: { type: "gauge", help: "Age of the latest verification of the ledger." },
  windlass_ledger_verified: { type: "gauge", help: "1 if the latest verification found the ledger whole, else 0." },
  windlass_worker_report_age_seconds: {
    type: "gauge",
    help: "Time since a worker last reported.",
    labels: ["worker"],
  },
  windlass_channel_configured: {
    type: "gauge",
    help: "1 if a worker can send by the channel, else 0.",
    labels: ["channel"],
  },
  windlass_database_scrape_duration_seconds: {
    type: "gauge",
    help: "Time that the database took to answer this scrape.",
  },
  windlass_build_info: {
    type: "gauge",
    help: "1, with the build in the labels.",
    labels: ["version", "commit", "node", "migration"],
  },
} as const satisfies Record<string, MetricDefinition>;

export type ProcessMetric = keyof typeof processMetrics;
export type InstallationMetric = keyof typeof installationMetrics;
