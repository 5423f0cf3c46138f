import type { SeededTemplateField } from "@/db/seed/demo/seeded-entries";
import type { Category, EntryKind } from "@/lib/rules/record";

const systemNames = ["web", "db", "edge", "queue", "cache", "search", "mail", "vault"];
const systemKinds = [
  "web cluster",
  "database",
  "firewall",
  "message queue",
  "cache",
  "search cluster",
  "mail relay",
  "secrets store",
];

const systemsOf = (client: string, prefix: string, count: number) =>
  systemNames
    .slice(0, count)
    .map((name, index) => ({ client, name: `${prefix}-${name}`, systemKind: systemKinds[index] ?? "server" }));

/** Systems of a generated history, in addition to the seed data. */
const baseSystems = [
  ...systemsOf("Northgate Logistics", "northgate", 8),
  ...systemsOf("Saltmarsh Energy", "saltmarsh", 8),
  ...systemsOf("Beacon Insurance", "beacon", 7),
  ...systemsOf("Fjord Media", "fjord", 6),
  ...systemsOf("Millrace Foods", "millrace", 5),
];

export type HistorySystem = (typeof baseSystems)[number];

/** 34 systems for up to 10,000 changes a year, and 34 more for each further 10,000. */
export const historySystems = (changesAYear: number): HistorySystem[] =>
  Array.from({ length: Math.max(1, Math.ceil(changesAYear / 10_000)) }, (_, more) =>
    baseSystems.map((system) => (more === 0 ? system : { ...system, name: `${system.name}-${more + 1}` })),
  ).flat();

type HistoryEntry = {
  readonly kind: EntryKind;
  readonly title: string;
  readonly category: Category;
  readonly what: string;
  readonly rollbackPlan: string;
  readonly verification: string;
  readonly blanks: readonly SeededTemplateField[];
};

const host: SeededTemplateField = {
  name: "host",
  label: "Host",
  example: "db-1.example.org",
  pattern: "^[a-z0-9][a-z0-9.-]{0,80}$",
};
const choice = (name: string, label: string, options: readonly string[]): SeededTemplateField => ({
  name,
  label,
  example: options[0] ?? "",
  options,
});

/** The catalogue of a loaded history. */
export const historyEntries: readonly HistoryEntry[] = [
  {
    kind: "standard",
    title: "Publish a dashboard",
    category: "monitoring",
    what: "Publish the dashboard “{dashboard}” in Grafana from its reviewed definition.",
    rollbackPlan: "Delete the dashboard “{dashboard}”.",
    verification: "Open “{dashboard}” and look for gaps.",
    blanks: [
      { name: "dashboard", label: "Dashboard", example: "Latency", pattern: "^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,59}$" },
    ],
  },
  {
    kind: "standard",
    title: "Move a warning threshold",
    category: "alerting",
    what: "Move the warning threshold of {alert} from {before} to {after} percent.",
    rollbackPlan: "Move the threshold of {alert} back to {before} percent.",
    verification: "Check that {alert} is loaded and quiet.",
    blanks: [
      choice("alert", "Alert", ["DiskFillsUp", "QueueGrows", "CertificateEnds", "BackupIsOld"]),
      { name: "before", label: "Now", example: "70", pattern: "^[0-9]{1,3}$" },
      { name: "after", label: "Then", example: "80", pattern: "^[0-9]{1,3}$" },
    ],
  },
  {
    kind: "standard",
    title: "Add an uptime check",
    category: "monitoring",
    what: "Check {host} every {seconds} seconds from three networks.",
    rollbackPlan: "Delete the check of {host}.",
    verification: "Wait for two green results of {host}.",
    blanks: [host, choice("seconds", "Seconds", ["30", "60", "300"])],
  },
  {
    kind: "standard",
    title: "Renew a certificate",
    category: "security settings",
    what: "Renew the certificate of {host} with the same names and key type.",
    rollbackPlan: "Put the previous certificate of {host} back.",
    verification: "Check the end date that {host} presents.",
    blanks: [host],
  },
  {
    kind: "standard",
    title: "Scrape a new target",
    category: "monitoring",
    what: "Add {target} to the Prometheus job of its team.",
    rollbackPlan: "Remove {target} from the job.",
    verification: "Check that {target} is up.",
    blanks: [{ ...host, name: "target", label: "Target" }],
  },
  {
    kind: "routine",
    title: "Shift a backup window",
    category: "backups",
    what: "Shift the nightly backup from {before} to {after} UTC.",
    rollbackPlan: "Shift it back to {before} UTC.",
    verification: "Check the next backup.",
    blanks: [
      choice("before", "Now", ["01:00", "02:00", "03:00"]),
      choice("after", "Then", ["04:00", "05:00", "22:00"]),
    ],
  },
  {
    kind: "routine",
    title: "Rotate a reader's credentials",
    category: "secrets",
    what: "Issue new Vault credentials for {role} and let its consumers reload them.",
    rollbackPlan: "Re-enable the previous lease of {role} within its day.",
    verification: "Check the audit log for the old lease.",
    blanks: [{ name: "role", label: "Role", example: "app-reader", pattern: "^[a-z0-9-]{1,60}$" }],
  },
  {
    kind: "routine",
    title: "Route a team's alerts",
    category: "alerting",
    what: "Send the alerts of {service} to its new channel in Alertmanager.",
    rollbackPlan: "Restore the previous route of {service}.",
    verification: "Send a test alert of {service}.",
    blanks: [choice("service", "Service", ["checkout", "sign-in", "search", "billing", "reporting"])],
  },
  {
    kind: "routine",
    title: "Block a range at the edge",
    category: "security settings",
    what: "Block {range} at the edge, logged, for {days} days.",
    rollbackPlan: "Remove the block of {range}.",
    verification: "Requests from {range} get 403, others nothing new.",
    blanks: [
      { name: "range", label: "Range", example: "203.0.113.0/24", pattern: "^[0-9a-fA-F.:]{3,39}/[0-9]{1,3}$" },
      choice("days", "Days", ["7", "14", "30"]),
    ],
  },
];
