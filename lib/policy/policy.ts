import type { Clause } from "@/lib/rules/clauses";

/** A place on `/policy`: a clause that steps cite, or a heading that none does. */
export type SectionId = Clause | "purpose" | "change-types";

export type PolicyLine = { readonly anchor: Clause; readonly text: string };
export type PolicySection = {
  readonly anchor: SectionId;
  readonly heading: string;
  /** 3 under a heading of its own group, else 2. */
  readonly level: 2 | 3;
  readonly text?: string;
  readonly lines?: readonly PolicyLine[];
};

/** The Production Change Policy: whose it is and which text holds. It has no number: its last review names the version. */
export const policy = {
  title: "Production Change Policy",
  owner: "Anchor MSP Operations Lead",
  version: "2026-04-04",
  lastReviewed: "2026-04-04",
} as const;

const policyLine = (anchor: Clause, text: string): PolicyLine => ({ anchor, text });

/** The policy word for word, each clause under the anchor that refusals link to. */
export const policyText: readonly PolicySection[] = [
  {
    anchor: "purpose",
    heading: "Purpose",
    level: 2,
    text: "Define how changes to production systems are proposed, approved, executed, and recorded.",
  },
  {
    anchor: "scope",
    heading: "Scope",
    level: 2,
    text: "All changes to production infrastructure, configuration, monitoring, alerting, backups, secrets, DNS, and security settings for systems under Anchor management. Application deploys initiated by development teams are not covered by this policy (but Anchor can halt them per the Production Ownership Policy).",
  },
  { anchor: "change-types", heading: "Change Types", level: 2 },
  {
    anchor: "standard",
    heading: "Standard Changes",
    level: 3,
    text: "Pre-approved, low-risk, routine changes. Examples: adding a new Grafana dashboard, updating an alert threshold, adding a new Uptime Kuma check.",
    lines: [
      policyLine("standard-documented", "Documented before execution."),
      policyLine("standard-operator", "Executed by any Anchor operator."),
      policyLine("standard-logged", "Logged after completion."),
      policyLine("standard-unapproved", "No approval step required."),
    ],
  },
  {
    anchor: "normal",
    heading: "Normal Changes",
    level: 3,
    text: "Changes with meaningful impact that require review. Examples: modifying Alertmanager routing, changing backup schedules, updating Cloudflare WAF rules, rotating Vault credentials.",
    lines: [
      policyLine("normal-submitted", "Submitted: Operator describes the change, reason, and rollback plan."),
      policyLine("normal-reviewed", "Reviewed: A second Anchor operator reviews the change."),
      policyLine(
        "normal-approved",
        "Approved: Operations Lead approves (or the reviewer, for routine normal changes).",
      ),
      policyLine("normal-scheduled", "Scheduled: Change is assigned a time window."),
      policyLine("normal-executed", "Executed: Change is made."),
      policyLine("normal-verified", "Verified: Operator confirms the change works as expected. Monitoring is checked."),
    ],
  },
  {
    anchor: "emergency",
    heading: "Emergency Changes",
    level: 3,
    text: "Changes required immediately to restore service or prevent data loss. Examples: DNS failover during outage, emergency secret rotation after a leak, blocking a malicious IP.",
    lines: [
      policyLine("emergency-executed", "Executed immediately by the on-call operator."),
      policyLine("emergency-documented", "Documented retroactively within 24 hours."),
      policyLine("emergency-reviewed", "Reviewed by the Operations Lead after the fact."),
    ],
  },
  {
    anchor: "records",
    heading: "Change Records",
    level: 2,
    text: "Every change record includes:",
    lines: [
      policyLine("records-who", "Who: Operator who made the change."),
      policyLine("records-what", "What: Specific change made."),
      policyLine("records-when", "When: Date and time of execution."),
      policyLine("records-why", "Why: Reason for the change."),
      policyLine("records-plan", "Rollback plan: How to undo the change if it causes problems."),
    ],
  },
  {
    anchor: "failed",
    heading: "Failed Changes",
    level: 2,
    text: "If a change causes unexpected problems:",
    lines: [
      policyLine("failed-rollback", "Execute the rollback plan immediately."),
      policyLine("failed-alert", "Alert the team in Slack."),
      policyLine(
        "failed-incident",
        "Treat the failed change as an incident — investigate root cause and document findings.",
      ),
    ],
  },
  {
    anchor: "exceptions",
    heading: "Exceptions",
    level: 2,
    text: "No changes bypass this policy. If a change cannot wait for the normal process, use the emergency change process. Emergency changes still get documented.",
  },
];
