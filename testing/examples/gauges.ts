import type { Gauges } from "@/db/monitoring/read-gauges";

/** What the database says of an installation in which there is something of everything. */
export const exampleGauges: Gauges = {
  isReadOnly: false,
  connections: [{ pool: "app", state: "idle", count: 4 }],
  queued: [{ channel: "slack", count: 2, oldest: 40.5 }],
  givenUp: [{ channel: "email", count: 1 }],
  undeliveredAlerts: 1,
  undocumented: 3,
  overdue: 1,
  ledger: { events: 1200, unnumbered: 2, oldestUnnumbered: 0.2, checkpoint: 90, verification: 4000, isVerified: true },
  workers: { ledger: 1, notices: 20 },
  channels: [
    { channel: "slack", isConfigured: true },
    { channel: "email", isConfigured: false },
  ],
};
