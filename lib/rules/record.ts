// The terms of the policy and of the record: one list each, from which types, forms and the database's checks are derived.

export const changeTypes = ["standard", "normal", "emergency"] as const;
export type ChangeType = (typeof changeTypes)[number];

export const changeStatuses = [
  "draft",
  "documented",
  "submitted",
  "reviewed",
  "approved",
  "scheduled",
  "in_progress",
  "executed",
  "failed",
  "rolled_back",
  "closed",
  "rejected",
  "cancelled",
] as const;
export type ChangeStatus = (typeof changeStatuses)[number];

/** Nobody has anything left to do in these; only a late `fail` leaves `closed`. */
export const terminalStatuses = ["closed", "rejected", "cancelled"] as const satisfies readonly ChangeStatus[];
export const openStatuses = changeStatuses.filter((status) => !terminalStatuses.some((end) => end === status));

/** In these a change reserves its systems and its implementer for its window. */
export const reservingStatuses = ["scheduled", "in_progress"] as const satisfies readonly ChangeStatus[];
/** Being carried out, or failed and not rolled back yet. */
export const runningStatuses = ["in_progress", "failed"] as const satisfies readonly ChangeStatus[];
/** In these a change has a window; in every other status it has none yet, or none any more. */
export const windowStatuses = [
  ...reservingStatuses,
  "executed",
  "failed",
  "rolled_back",
  "closed",
] as const satisfies readonly ChangeStatus[];

/** Approved, and not scheduled yet. */
export const awaitingWindowStatuses = ["approved"] as const satisfies readonly ChangeStatus[];
/** Executed at once: a calendar shows their actual times. */
export const typesWithoutWindow = ["emergency"] as const satisfies readonly ChangeType[];

/** The eight categories of the policy's Scope clause, in its order. */
export const categories = [
  "infrastructure",
  "configuration",
  "monitoring",
  "alerting",
  "backups",
  "secrets",
  "DNS",
  "security settings",
] as const;
export type Category = (typeof categories)[number];

export const triggers = ["restore_service", "prevent_data_loss", "contain_threat", "made_without_record"] as const;
export const rollbackOutcomes = ["complete", "partial", "impossible"] as const;
export const reviewOutcomes = ["justified", "justified_with_findings", "not_justified"] as const;

/** Made before anybody recorded it, and declared afterwards. */
export const isUnrecordedTrigger = (trigger: string | null): boolean => trigger === triggers[3];

/** The files that can be exported; each export is an event. */
export const exportedFiles = ["report.csv", "report.json", "report.zip", "evidence.json", "imported.csv"] as const;

export const incidentStatuses = ["open", "investigated", "closed"] as const;
export const closedIncidentStatus = "closed" satisfies (typeof incidentStatuses)[number];
export type IncidentStatus = (typeof incidentStatuses)[number];
export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

export const entryKinds = ["standard", "routine"] as const;
export type EntryKind = (typeof entryKinds)[number];
export const entryStatuses = ["proposed", "approved", "suspended", "replaced", "retired"] as const;
export type EntryStatus = (typeof entryStatuses)[number];

export const systemStatuses = ["managed", "retired"] as const;
export type SystemStatus = (typeof systemStatuses)[number];

export const delegationStatuses = ["lent", "ended"] as const;
export type DelegationStatus = (typeof delegationStatuses)[number];

/** A halt of application deploys is active until somebody lifts it. */
export const haltStatuses = ["placed", "lifted"] as const;
export type HaltStatus = (typeof haltStatuses)[number];

/** Records of another system's past, imported from one file; a withdrawn import is shown on its own page alone. */
export const importStatuses = ["imported", "withdrawn"] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** A service account acts by its tokens once an operations lead approved it, until it is ended. */
export const accountStatuses = ["proposed", "approved", "ended"] as const;
export type AccountStatus = (typeof accountStatuses)[number];

/** The installation itself: what belongs to no other record, such as the policy's versions. */
export const installationStatuses = ["installed"] as const;
/** When the fingerprint of the rulebook is recorded: at each start, when its rules change, before the ledger is verified. */
export const rulebookOccasions = ["start", "change", "verification"] as const;
export type InstallationStatus = (typeof installationStatuses)[number];

/** Somebody who left is deactivated until an operations lead reactivates them. */
export const personStatuses = ["known", "deactivated"] as const;
export type PersonStatus = (typeof personStatuses)[number];
/** What an operations lead decided about two accounts with the same e-mail address. */
export const accountVerdicts = ["same", "different"] as const;

export const freezeStatuses = ["placed", "lifted"] as const;
export type FreezeStatus = (typeof freezeStatuses)[number];
/** What a freeze can cover: every system, those of a client, or one. */
export const freezeScopes = ["all", "client", "system"] as const;
export type FreezeScope = (typeof freezeScopes)[number];

export const rosterStatuses = ["placed", "withdrawn"] as const;
export type RosterStatus = (typeof rosterStatuses)[number];
/** Who is called first, and who is called when the first does not answer. */
export const tiers = ["primary", "secondary"] as const;
export type Tier = (typeof tiers)[number];

export const deliveryStatuses = ["queued", "delivered", "given_up", "dropped"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];
/** How notices reach people. */
export const noticeChannels = ["slack", "email"] as const;
export type NoticeChannel = (typeof noticeChannels)[number];
/** How anything is sent: notices to people, events to the endpoints of other programs. */
export const channels = [...noticeChannels, "webhook"] as const;
export type Channel = (typeof channels)[number];

/** A disabled webhook is sent nothing: a lead disabled it, or its endpoint answered that it is gone. */
export const webhookStatuses = ["enabled", "disabled"] as const;
export type WebhookStatus = (typeof webhookStatuses)[number];
/** The forms in which a webhook's endpoint takes an event. */
export const webhookTemplates = ["standard", "mattermost", "slack", "teams", "pagerduty"] as const;
export type WebhookTemplate = (typeof webhookTemplates)[number];

export const recordTypes = [
  "change",
  "incident",
  "entry",
  "system",
  "freeze",
  "person",
  "roster",
  "delivery",
  "delegation",
  "halt",
  "import",
  "account",
  "webhook",
  "installation",
] as const;
export type RecordType = (typeof recordTypes)[number];

export type Status =
  | ChangeStatus
  | IncidentStatus
  | EntryStatus
  | FreezeStatus
  | RosterStatus
  | DeliveryStatus
  | SystemStatus
  | DelegationStatus
  | HaltStatus
  | ImportStatus
  | AccountStatus
  | WebhookStatus
  | InstallationStatus
  | PersonStatus;

/** A change that failed and is not rolled back yet. */
export const awaitsRollback = (status: ChangeStatus): boolean => status === "failed";

/** A change that was rolled back and still has to be closed. */
export const isRolledBack = (status: ChangeStatus): boolean => status === "rolled_back";

/** Only a live entry makes a change standard or routine. */
export const isEntryLive = (status: EntryStatus): boolean => status === "approved";

/** A change that holds its systems for its window. */
export const isReserving = (status: ChangeStatus): boolean =>
  reservingStatuses.some((reserving) => reserving === status);

/** A change that is being carried out, or failed and is not rolled back yet. */
export const isRunning = (status: ChangeStatus): boolean => runningStatuses.some((running) => running === status);

/** An entry from which no change can be made any more. */
export const isEntryEnded = (status: EntryStatus): boolean => status === "replaced" || status === "retired";

/** A change that was carried out and is done. */
/** Whether no step leads on from there, but a late failure. */
export const isTerminal = (status: ChangeStatus): boolean => terminalStatuses.some((end) => end === status);

export const isClosed = (status: ChangeStatus): boolean => status === "closed";
/** A change that is still being written: nobody else has anything to do. */
export const isDraft = (status: ChangeStatus): boolean => status === "draft";

/** The kinds of notices, in the order of the pages. */
export const noticeKinds = [
  "change_failed",
  "emergency_declared",
  "documentation_due",
  "documentation_pressing",
  "documentation_overdue",
  "review_waiting",
  "approval_waiting",
  "after_review_waiting",
  "window_opening",
  "window_overrun",
  "named_in_note",
  "watched_step",
  "freeze_placed",
  "halt_placed",
  "halt_lifted",
  "halt_stands",
  "entry_expiring",
  "token_expiring",
  "policy_review_due",
  "delegation_placed",
  "account_resembles",
  "findings_open",
] as const;

export type NoticeKind = (typeof noticeKinds)[number];

/** What a delivery is: a notice to people, or an event to a webhook. */
export const deliveryKinds = [...noticeKinds, "webhook_event"] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/** A person, a client or a system by number and name. */
export type NamedRef = { readonly id: number; readonly name: string };
