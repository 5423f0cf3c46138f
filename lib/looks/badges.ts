import type { ChangeType, Severity, Status } from "@/lib/rules/record";
import type { IconName } from "./icons";

/** How much attention a badge demands: two neutral tones and three semantic ones. */
export type Tone = "plain" | "active" | "good" | "warn" | "bad";
export type Badge = { readonly tone: Tone; readonly icon: IconName };

export type BadgeStatus = Status;

/** A status is always a word with an icon; its tone only helps to find it. */
export const statusBadges: Record<BadgeStatus, Badge> = {
  draft: { tone: "plain", icon: "pencil" },
  documented: { tone: "active", icon: "document" },
  submitted: { tone: "active", icon: "sent" },
  reviewed: { tone: "active", icon: "eye" },
  approved: { tone: "good", icon: "stamp" },
  scheduled: { tone: "good", icon: "calendar" },
  in_progress: { tone: "warn", icon: "running" },
  executed: { tone: "active", icon: "flag" },
  failed: { tone: "bad", icon: "broken" },
  rolled_back: { tone: "warn", icon: "back" },
  closed: { tone: "plain", icon: "done" },
  rejected: { tone: "plain", icon: "crossed" },
  cancelled: { tone: "plain", icon: "barred" },
  open: { tone: "bad", icon: "alert" },
  investigated: { tone: "warn", icon: "search" },
  proposed: { tone: "active", icon: "sent" },
  managed: { tone: "plain", icon: "server" },
  retired: { tone: "plain", icon: "barred" },
  suspended: { tone: "bad", icon: "alert" },
  replaced: { tone: "plain", icon: "done" },
  lent: { tone: "good", icon: "person" },
  ended: { tone: "plain", icon: "done" },
  installed: { tone: "plain", icon: "server" },
  known: { tone: "plain", icon: "person" },
  deactivated: { tone: "warn", icon: "barred" },
  placed: { tone: "warn", icon: "frozen" },
  lifted: { tone: "plain", icon: "done" },
  withdrawn: { tone: "plain", icon: "done" },
  imported: { tone: "plain", icon: "document" },
  queued: { tone: "warn", icon: "sent" },
  delivered: { tone: "good", icon: "done" },
  given_up: { tone: "bad", icon: "alert" },
  dropped: { tone: "plain", icon: "barred" },
  enabled: { tone: "good", icon: "done" },
  disabled: { tone: "warn", icon: "barred" },
};

export const typeBadges: Record<ChangeType, Badge> = {
  standard: { tone: "plain", icon: "listed" },
  normal: { tone: "plain", icon: "people" },
  emergency: { tone: "bad", icon: "siren" },
};

export const severityBadges: Record<Severity, Badge> = {
  low: { tone: "plain", icon: "severityLow" },
  medium: { tone: "plain", icon: "severityMedium" },
  high: { tone: "warn", icon: "severityHigh" },
  critical: { tone: "bad", icon: "severityCritical" },
};
