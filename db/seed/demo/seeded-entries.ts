import type { Category, EntryKind } from "@/lib/rules/record";

export type SeededTemplateField = {
  name: string;
  label: string;
  example: string;
  pattern?: string;
  options?: readonly string[];
};

type SeededEntry = {
  kind: EntryKind;
  title: string;
  category: Category;
  reversible: boolean;
  /** May be started in a freeze. */
  allowedInFreeze?: boolean;
  what: string;
  rollbackPlan: string;
  verification: string;
  blanks: readonly SeededTemplateField[];
};

const wordField = (name: string, label: string, example: string): SeededTemplateField => ({
  name,
  label,
  example,
  pattern: "^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,59}$",
});

const numberField = (name: string, label: string, example: string): SeededTemplateField => ({
  name,
  label,
  example,
  pattern: "^[0-9]{1,6}$",
});

const hostField = (name: string, label: string, example: string): SeededTemplateField => ({
  name,
  label,
  example,
  pattern: "^[a-z0-9]([a-z0-9.-]{0,80}[a-z0-9])?$",
});

const choiceField = (name: string, label: string, options: readonly string[]): SeededTemplateField => ({
  name,
  label,
  example: options[0] ?? "",
  options,
});

export const seededEntries: readonly SeededEntry[] = [
  {
    kind: "standard",
    title: "Add a Grafana dashboard",
    category: "monitoring",
    reversible: true,
    what: "Add the Grafana dashboard “{dashboard}” to the folder {folder} from its reviewed JSON definition.",
    rollbackPlan: "Delete the dashboard “{dashboard}” from the folder {folder}.",
    verification: "Open “{dashboard}” and check that each panel shows data of the last hour.",
    blanks: [
      wordField("dashboard", "Dashboard", "Checkout latency"),
      choiceField("folder", "Folder", ["Platform", "Clients", "Security"]),
    ],
  },
  {
    kind: "standard",
    title: "Update an alert threshold",
    category: "alerting",
    reversible: true,
    what: "Set the threshold of the alert {alert} from {before} to {after} percent.",
    rollbackPlan: "Set the threshold of the alert {alert} back to {before} percent.",
    verification: "Check in Prometheus that {alert} is loaded with {after} percent and is not firing.",
    blanks: [
      choiceField("alert", "Alert", ["DiskAlmostFull", "HighErrorRate", "SlowResponses"]),
      numberField("before", "Threshold now, in percent", "80"),
      numberField("after", "New threshold, in percent", "85"),
    ],
  },
  {
    kind: "standard",
    title: "Add an Uptime Kuma check",
    category: "monitoring",
    reversible: true,
    what: "Add an HTTPS check of {host} every {seconds} seconds to Uptime Kuma.",
    rollbackPlan: "Pause and delete the check of {host} in Uptime Kuma.",
    verification: "Wait for two green results of the check of {host}.",
    blanks: [
      hostField("host", "Host", "www.example.org"),
      choiceField("seconds", "Interval in seconds", ["60", "120", "300"]),
    ],
  },
  {
    kind: "standard",
    title: "Add a log retention label",
    category: "configuration",
    reversible: true,
    what: "Label the log stream {stream} with a retention of {days} days.",
    rollbackPlan: "Remove the retention label from the log stream {stream}.",
    verification: "Query {stream} and check the label on new lines.",
    blanks: [wordField("stream", "Log stream", "nginx-access"), choiceField("days", "Days", ["30", "90", "365"])],
  },
  {
    kind: "standard",
    title: "Silence a known alert during maintenance",
    category: "alerting",
    reversible: true,
    allowedInFreeze: true,
    what: "Silence the alert {alert} for {hours} hours.",
    rollbackPlan: "Expire the silence of {alert} in Alertmanager.",
    verification: "Check that the silence of {alert} is listed and ends in {hours} hours.",
    blanks: [
      choiceField("alert", "Alert", ["DiskAlmostFull", "HighErrorRate", "SlowResponses"]),
      choiceField("hours", "Hours", ["1", "2", "4"]),
    ],
  },
  {
    kind: "standard",
    title: "Renew a certificate before it expires",
    category: "security settings",
    reversible: true,
    what: "Renew the certificate of {host} with the same names and key type.",
    rollbackPlan: "Put the previous certificate of {host} back; it stays valid until its own end.",
    verification: "Check the end date that {host} presents, and that its uptime check is green.",
    blanks: [hostField("host", "Host", "shop.example.org")],
  },
  {
    kind: "standard",
    title: "Add a runbook link to an alert",
    category: "alerting",
    reversible: true,
    what: "Add the runbook page {page} to the annotations of the alert {alert}.",
    rollbackPlan: "Remove the annotation from the alert {alert}.",
    verification: "Check that {alert} shows the link in Alertmanager.",
    blanks: [
      wordField("page", "Runbook page", "disk-full"),
      choiceField("alert", "Alert", ["DiskAlmostFull", "HighErrorRate", "SlowResponses"]),
    ],
  },
  {
    kind: "routine",
    title: "Change a backup schedule",
    category: "backups",
    reversible: true,
    what: "Move the nightly backup from {before} to {after} UTC.",
    rollbackPlan: "Move the nightly backup back to {before} UTC.",
    verification: "Check that the next backup starts at {after} UTC and that its restore test passes.",
    blanks: [
      choiceField("before", "Hour now (UTC)", ["01:00", "02:00", "03:00"]),
      choiceField("after", "New hour (UTC)", ["04:00", "05:00", "22:00"]),
    ],
  },
  {
    kind: "routine",
    title: "Rotate Vault credentials",
    category: "secrets",
    reversible: true,
    what: "Issue new credentials for the role {role} and let its consumers reload them.",
    rollbackPlan: "Re-enable the previous lease of {role}, which stays valid for 24 hours.",
    verification: "Check in the audit log that every consumer of {role} authenticates with the new lease.",
    blanks: [wordField("role", "Vault role", "app-readonly")],
  },
  {
    kind: "routine",
    title: "Block an address range at the edge",
    category: "security settings",
    reversible: true,
    what: "Add a rule that blocks {range} at the edge, logged, with a review after {days} days.",
    rollbackPlan: "Remove the rule that blocks {range}.",
    verification:
      "Check that requests from {range} are answered with 403 and that the error rate of others is unchanged.",
    blanks: [
      { name: "range", label: "Address range", example: "203.0.113.0/24", pattern: "^[0-9a-fA-F.:]{3,39}/[0-9]{1,3}$" },
      choiceField("days", "Days", ["7", "14", "30"]),
    ],
  },
];
