import { Gauge, Registry } from "prom-client";
import type { BuildInfo } from "@/lib/monitoring/build-info";
import { type InstallationMetric, installationMetrics } from "@/lib/monitoring/metrics";
import type { Gauges } from "./read-gauges";

type Sample = { readonly value: number | null; readonly labels?: Readonly<Record<string, string>> };
type Samples = Readonly<Record<InstallationMetric, readonly Sample[]>>;

/** The state of the installation in Prometheus' text format; null gauges: the database is away. `tookSeconds`: to read them. */
export function installationMetricsText(gauges: Gauges | null, build: BuildInfo, tookSeconds: number): Promise<string> {
  const register = new Registry();
  for (const [name, samples] of Object.entries(samplesOf(gauges, build, tookSeconds)))
    addGauge(register, name, samples);
  return register.metrics();
}

function addGauge(register: Registry, name: string, samples: readonly Sample[]): void {
  const definition = Object.entries(installationMetrics).find(([key]) => key === name)?.[1];
  const known = samples.filter(({ value }) => value !== null);
  if (!definition || known.length === 0) return;
  const labelNames = "labels" in definition ? definition.labels : [];
  const gauge = new Gauge({ name, help: definition.help, labelNames, registers: [register] });
  for (const { labels = {}, value } of known) gauge.set(labels, value ?? 0);
}

function samplesOf(
  gauges: Gauges | null,
  { version, commit, node, migration }: BuildInfo,
  tookSeconds: number,
): Samples {
  const { ledger, workers, queued = [], givenUp = [], channels = [], connections = [] } = gauges ?? {};
  const one = (value: number | null | undefined): readonly Sample[] => [{ value: value ?? null }];
  const queuedIn = (channel: string) => queued.find((each) => each.channel === channel);
  const givenUpIn = (channel: string) => givenUp.find((each) => each.channel === channel)?.count ?? 0;
  return {
    windlass_database_up: one(gauges && !gauges.isReadOnly ? 1 : 0),
    windlass_database_connections: connections.map(({ count, ...labels }) => ({ labels, value: count })),
    windlass_deliveries: channels.flatMap(({ channel }) => [
      { labels: { channel, state: "queued" }, value: queuedIn(channel)?.count ?? 0 },
      { labels: { channel, state: "given_up" }, value: givenUpIn(channel) },
    ]),
    windlass_delivery_oldest_age_seconds: channels.map(({ channel }) => ({
      labels: { channel },
      value: queuedIn(channel)?.oldest ?? 0,
    })),
    windlass_alerts_undelivered: one(gauges?.undeliveredAlerts),
    windlass_emergencies_undocumented: one(gauges?.undocumented),
    windlass_emergencies_overdue: one(gauges?.overdue),
    windlass_ledger_events: one(ledger?.events),
    windlass_ledger_unnumbered_events: one(ledger?.unnumbered),
    windlass_ledger_oldest_unnumbered_age_seconds: one(ledger && (ledger.oldestUnnumbered ?? 0)),
    windlass_checkpoint_age_seconds: one(ledger?.checkpoint),
    windlass_ledger_verification_age_seconds: one(ledger?.verification),
    windlass_ledger_verified: one(ledger?.isVerified == null ? null : Number(ledger.isVerified)),
    windlass_worker_report_age_seconds: [
      { labels: { worker: "ledger" }, value: workers?.ledger ?? null },
      { labels: { worker: "notices" }, value: workers?.notices ?? null },
    ],
    windlass_channel_configured: channels.map(({ channel, isConfigured }) => ({
      labels: { channel },
      value: Number(isConfigured),
    })),
    windlass_database_scrape_duration_seconds: one(tookSeconds),
    windlass_build_info: [{ labels: { version, commit, node, migration }, value: 1 }],
  };
}
