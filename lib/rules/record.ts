// The words of the policy and of the record: one list each, feeding types, forms and Postgres.

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

/** Nothing is expected of anybody in these; only a late `fail` leaves `closed`. */
export const terminalStatuses = ["closed", "rejected", "cancelled"] as const satisfies readonly ChangeStatus[];
export const openStatuses = changeStatuses.filter((status) => !terminalStatuses.some((end) => end === status));

/** While it stands in one of these, a change holds its systems and its implementer for its window. */
export const reservingStatuses = ["scheduled", "in_progress"] as const satisfies readonly ChangeStatus[];
/** Somebody carries it out, or still has to bring it back. */
export const runningStatuses = ["in_progress", "failed"] as const satisfies readonly ChangeStatus[];
/** Its window is to be kept or was used; in every other status it was never given one, or gave it up. */
export const windowStatuses = [
  ...reservingStatuses,
  "executed",
  "failed",
  "rolled_back",
  "closed",
] as const satisfies readonly ChangeStatus[];

/** Approved, and waiting to be given a window. */
export const awaitingWindowStatuses = ["approved"] as const satisfies readonly ChangeStatus[];
/** Made at once: a calendar shows it as it happened. */
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

/** What is handed out of the product as a file, each with an event of its own. */
export const exportedFiles = ["report.csv", "report.json", "evidence.json"] as const;

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

/** A halt of application deploys: it stands until somebody lifts it. */
export const haltStatuses = ["placed", "lifted"] as const;
export type HaltStatus = (typeof haltStatuses)[number];

/** The installation itself: what belongs to no other record, such as the policy's versions. */
export const installationStatuses = ["installed"] as const;
/** When what decides is recorded: at each start, when its rules change, before the ledger is verified. */
export const rulebookOccasions = ["start", "change", "verification"] as const;
export type InstallationStatus = (typeof installationStatuses)[number];

/** Somebody who left is deactivated until a lead takes them back. */
export const personStatuses = ["known", "deactivated"] as const;
export type PersonStatus = (typeof personStatuses)[number];
/** What a lead said of two accounts that resemble each other. */
export const accountVerdicts = ["same", "different"] as const;

export const freezeStatuses = ["placed", "lifted"] as const;
export type FreezeStatus = (typeof freezeStatuses)[number];
/** What a freeze can cover: every system, those of a client, or one. */
export const freezeScopes = ["all", "client", "system"] as const;
export type FreezeScope = (typeof freezeScopes)[number];

export const rosterStatuses = ["placed", "withdrawn"] as const;
export type RosterStatus = (typeof rosterStatuses)[number];
/** Who is called first, and who is called when they do not answer. */
export const tiers = ["primary", "secondary"] as const;
export type Tier = (typeof tiers)[number];

export const deliveryStatuses = ["queued", "delivered", "given_up", "dropped"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];
/** The ways in which the product reaches people outside its pages. */
export const channels = ["slack", "email"] as const;
export type Channel = (typeof channels)[number];

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
  | InstallationStatus
  | PersonStatus;

/** A change that failed and is not rolled back yet. */
export const awaitsRollback = (status: ChangeStatus): boolean => status === "failed";

/** A change whose failure was rolled back, and that somebody still has to bring to its end. */
export const isRolledBack = (status: ChangeStatus): boolean => status === "rolled_back";

/** Only a live entry makes a change standard or routine. */
export const isEntryLive = (status: EntryStatus): boolean => status === "approved";

/** A change that somebody is carrying out or still has to bring back. */
export const isRunning = (status: ChangeStatus): boolean => runningStatuses.some((running) => running === status);

/** An entry from which nothing is made any more. */
export const isEntryEnded = (status: EntryStatus): boolean => status === "replaced" || status === "retired";

/** A change that was carried out and is done. */
export const isClosed = (status: ChangeStatus): boolean => status === "closed";
/** A change that is still being written: nothing is asked of anybody else. */
export const isDraft = (status: ChangeStatus): boolean => status === "draft";

/** The kinds of notices, in the order in which a page lists them. */
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
  "freeze_placed",
  "halt_placed",
  "halt_lifted",
  "halt_stands",
  "entry_expiring",
  "policy_review_due",
  "delegation_placed",
  "account_resembles",
  "findings_open",
] as const;

export type NoticeKind = (typeof noticeKinds)[number];

/** A person, a client or a system by number and name. */
export type NamedRef = { readonly id: number; readonly name: string };
