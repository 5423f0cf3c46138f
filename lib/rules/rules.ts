import type { StepScope } from "@/lib/tokens/token-scopes";
import type { Clause } from "./clauses";
import type { Field } from "./fields";
import type {
  AccountStatus,
  ChangeStatus,
  ChangeType,
  DelegationStatus,
  DeliveryStatus,
  EntryStatus,
  FreezeStatus,
  HaltStatus,
  ImportStatus,
  IncidentStatus,
  InstallationStatus,
  PersonStatus,
  RecordType,
  RosterStatus,
  Status,
  SystemStatus,
  WebhookStatus,
} from "./record";
import type { Role } from "./roles";
import type { Effect, StageName, StepPlacement, WaitingHeading } from "./step-placement";

/** What somebody did to a record; who did it is read from its events. */
export const pastActions = [
  "author", // drafted, edited, took over or declared it, in any revision
  "latest_author", // the latest to draft, take over or declare
  "reviewer", // reviewed this revision
  "approver", // approved this revision
  "executor", // took start, declare, finish, log, stand_down or call_off
  "starter", // took start
  "rollback", // rolled it back
  "documenter", // documented it
  "investigator", // investigated the incident
  "proposer", // proposed the catalogue entry, or the service account
  "placer", // placed the halt
  "accountable", // proposed the service account, or took it over last
  "self", // is the person the record is about
] as const;
export type PastAction = (typeof pastActions)[number];

/** What a step needs: facts that Postgres computes (`db/sql/steps/preconditions.sql`); their words: `lib/refusals/precondition-sentences.ts`. */
export const preconditions = [
  "in_scope", // no application deploy; touches managed systems, and those that its entry is for
  "facts_written", // what, why and a rollback plan that is one
  "entry_live", // its catalogue entry is approved, standard, and not expired
  "entry_routine", // its catalogue entry is approved, routine, and not expired
  "reversible", // marked as restoring the earlier state completely
  "window_valid", // ends after it starts and after now, began at most 60 minutes ago, lasts at most 24 hours
  "window_free", // no other change holds one of its systems in the window
  "window_unfrozen", // no freeze covers one of its systems in the window
  "window_open", // now lies within the window
  "approval_fresh", // this revision was approved, at most 30 days before it starts
  "system_idle", // no normal change is running or failed on one of its systems; unless waived
  "not_frozen", // no freeze covers one of its systems now; unless waived, or its entry is allowed in a freeze
  "later_end", // the window is extended to a later end, after now, to at most 24 hours
  "started_in_past", // the given start is not ahead of now
  "ended_in_past", // the given end is not ahead of now, nor before the start
  "system_registered", // an emergency names its category and a managed system, or was ruled out of scope
  "off_roster_explained", // its executor was on call when it began, or the documentation explains why not
  "incident_closed", // every incident of it is closed
  "alert_delivered", // the Slack alert of its failure arrived, or a lead attested another way
  "freeze_bounded", // a freeze ends after now; one that repeats says its times, at most 400
  "shifts_bounded", // shifts are of operators, in order, not over, at most 1,000 in three years; a take-over, 7 days
  "entry_covers", // an entry is for some system or client; a new version is of the same kind; its source is closed
  "management_bounded", // management begins at latest now, and ends after it begins
  "delegation_bounded", // to an operator who is neither lead nor auditor, at most 92 days, not over
  "token_bounded", // a token ends after now, in at most 90 days; its networks are some
  "halt_aimed", // a halt names a registered client, an application or an environment
] as const;
export type Precondition = (typeof preconditions)[number];
export const isPrecondition = (text: string): text is Precondition =>
  preconditions.some((precondition) => precondition === text);

/** The needs that a form can meet with its own fields: they are judged when it is posted. */
export const fieldsMeeting: Partial<Record<Precondition, readonly Field[]>> = {
  facts_written: ["what", "why", "rollbackPlan"],
  off_roster_explained: ["explanation"],
  system_registered: ["category", "systems"],
};

/** One way to be allowed: hold the role, or where it is `delegable` act for a lead, have done `same` and none of `not`, while `when` holds. */
export type AllowedActor = {
  readonly role?: Role;
  readonly delegable?: true;
  readonly same?: PastAction;
  readonly not?: readonly PastAction[];
  readonly when?: Precondition;
};

/** What a step is, from wherever it is taken: all rows of one step say the same. */
type StepColumns = {
  /** Where a page offers it; absent where the page lays out its steps by itself. */
  readonly placement?: StepPlacement;
  /** Stands with the next step though it does not lead on: nobody looks for it while something goes wrong. */
  readonly urgent?: true;
  /** A decision on what the change says: its form stands below the facts, where they have been read. */
  readonly decides?: true;
  /** Ends or undoes: its button looks so. */
  readonly destructive?: true;
  /** The acts by which later steps know its person. */
  readonly makes?: readonly PastAction[];
  /** What it does to its change beside leading it on. */
  readonly effects?: readonly Effect[];
  /** Under which heading its change waits for who may take it. */
  readonly waits?: WaitingHeading;
  /** The stage of the policy that it begins, and those that it reaches. */
  readonly beginsStage?: StageName;
  readonly reachesStages?: readonly StageName[];
  /** Ends the way of its change under this name. */
  readonly ending?: string;
};

type RuleRow<S extends string, N extends Status> = {
  readonly step: S;
  readonly types?: readonly ChangeType[];
  /** `"new"` makes the record; `"any"` is every status it can reach. */
  readonly from: readonly N[] | "new" | "any";
  readonly to: N | "same";
  readonly by: readonly AllowedActor[];
  readonly preconditions?: readonly Precondition[];
  readonly inputs?: readonly (Field | `${Field}*`)[];
  readonly clause: Clause;
  /** Written by the database as the consequence of another event, never posted by a person. */
  readonly derived?: true;
  /** Leaves the record where it is, so that a colleague's open form does not go stale. */
  readonly annotation?: true;
  /** The scope by which a token takes it, acting as an operator. Absent: a person takes it, signed in. A token never decides. */
  readonly tokenScope?: StepScope;
} & StepColumns;

/** A row of records of which it counts who did what: it says what its step makes of its person, and where it is offered. */
export type ActingRow<N extends Status> = RuleRow<string, N> &
  Required<Pick<StepColumns, "makes">> &
  ({ readonly derived: true } | { readonly placement: StepPlacement });

/** A row of the changes: it says what its step does, and where it leads on, under what it waits and which stage it reaches. */
export type ChangeRow = ActingRow<ChangeStatus> &
  Required<Pick<StepColumns, "effects">> &
  (
    | { readonly placement?: Exclude<StepPlacement, "next"> }
    | (Required<Pick<StepColumns, "waits">> & Required<Pick<StepColumns, "beginsStage">>)
    | (Required<Pick<StepColumns, "waits">> & Required<Pick<StepColumns, "reachesStages">>)
  );

const standard = ["standard"] as const;
const normal = ["normal"] as const;
const emergency = ["emergency"] as const;
const planned = ["standard", "normal"] as const;
const every = ["standard", "normal", "emergency"] as const;

const factFields = ["what", "why", "rollbackPlan", "verification", "impact", "links"] as const;
const recordFields = [...factFields, "reversible", "expectedMinutes", "rollbackMinutes"] as const;
const windowFields = ["windowStart*", "windowEnd*", "timezone", "implementer", "asTyped"] as const;

// What is said once of a step that has several rows: it leaves different places, or asks something else of each type.
// biome-ignore format: a step is a row
const shared = {
  edit: { step: "edit", placement: "elsewhere", makes: ["author"], effects: [], tokenScope: "propose" },
  document: { step: "document", placement: "next", makes: ["documenter"], effects: [], waits: "Document", reachesStages: ["Documented"], tokenScope: "propose" },
  start: { step: "start", placement: "next", makes: ["executor", "starter"], effects: ["starts"], waits: "Start", beginsStage: "Executed", tokenScope: "execute" },
  finish: { step: "finish", placement: "next", makes: ["executor"], effects: ["ends"], waits: "Finish", reachesStages: ["Executed"], tokenScope: "execute" },
  callOff: { step: "call_off", placement: "take back", destructive: true, makes: ["executor"], effects: ["ends"], ending: "Called off", tokenScope: "execute" },
  fail: { step: "fail", placement: "stop", urgent: true, destructive: true, makes: [], effects: ["fails"], reachesStages: ["Failed"], tokenScope: "execute" },
  redact: { step: "redact", from: "any", to: "same", by: [{ role: "ops_lead" }], inputs: ["redacted*", "reason*"], clause: "records", annotation: true, placement: "rarely", destructive: true, makes: [], effects: [] },
} as const;

// biome-ignore format: a step is a row
const change = [
  // Proposed
  { step: "draft", types: planned, from: "new", to: "draft", by: [{ role: "operator" }], preconditions: ["in_scope"], inputs: ["type*", "title*", "category", "systems", "entry", "entryValues", ...recordFields, "isApplicationDeploy", "follows", "shareable"], clause: "scope", placement: "elsewhere", makes: ["author", "latest_author"], effects: [], tokenScope: "propose" },
  { ...shared.edit, types: planned, from: ["draft"], to: "same", by: [{ role: "operator" }], preconditions: ["in_scope"], inputs: ["title", "category", "systems", "entryValues", ...recordFields, "isApplicationDeploy", "shareable"], clause: "records" },
  { ...shared.edit, types: emergency, from: ["in_progress", "executed", "failed", "rolled_back"], to: "same", by: [{ role: "operator" }], inputs: ["title", "category", "systems", "systemInWords", ...recordFields, "shareable"], clause: "records" },
  { step: "take_over", types: planned, from: ["draft", "documented", "submitted", "reviewed", "approved", "scheduled"], to: "same", by: [{ role: "operator", not: ["reviewer", "approver"] }], inputs: ["reason*"], clause: "exceptions", placement: "take over", makes: ["author", "latest_author"], effects: [] },
  { ...shared.document, types: standard, from: ["draft"], to: "documented", by: [{ role: "operator" }], preconditions: ["entry_live", "facts_written"], clause: "standard-documented" },
  { step: "submit", types: normal, from: ["draft"], to: "submitted", by: [{ role: "operator", same: "latest_author" }], preconditions: ["facts_written"], clause: "normal-submitted", placement: "next", makes: [], effects: [], waits: "Submit", reachesStages: ["Submitted"], tokenScope: "propose" },

  // Reviewed and approved
  { step: "review", types: normal, from: ["submitted"], to: "reviewed", by: [{ role: "reviewer", not: ["author"] }], inputs: ["comment"], clause: "normal-reviewed", placement: "next", makes: ["reviewer"], effects: [], waits: "Review", reachesStages: ["Reviewed"], decides: true },
  { step: "approve", types: normal, from: ["reviewed"], to: "approved", by: [{ role: "ops_lead", delegable: true, not: ["author", "reviewer"] }], inputs: ["comment"], clause: "normal-approved", placement: "next", makes: ["approver"], effects: ["approves"], waits: "Approve", reachesStages: ["Approved"], decides: true },
  { step: "approve_routine", types: normal, from: ["reviewed"], to: "approved", by: [{ role: "reviewer", same: "reviewer", not: ["author"] }], preconditions: ["entry_routine", "reversible"], inputs: ["comment"], clause: "normal-approved", placement: "next", makes: ["approver"], effects: ["approves"], waits: "Approve", reachesStages: ["Approved"], decides: true },
  { step: "send_back", types: normal, from: ["submitted", "reviewed"], to: "draft", by: [{ role: "reviewer", not: ["author"] }, { role: "ops_lead", delegable: true, not: ["author"] }], inputs: ["comment*"], clause: "normal-reviewed", placement: "judge", makes: [], effects: ["reopens"], decides: true },
  { step: "reject", types: normal, from: ["submitted", "reviewed"], to: "rejected", by: [{ role: "reviewer", not: ["author"] }, { role: "ops_lead", delegable: true, not: ["author"] }], inputs: ["reason*"], clause: "normal-reviewed", placement: "judge", destructive: true, makes: [], effects: [], ending: "Rejected", decides: true },

  // Scheduled
  { step: "schedule", types: normal, from: ["approved"], to: "scheduled", by: [{ role: "operator" }], preconditions: ["window_valid", "window_free", "window_unfrozen", "approval_fresh"], inputs: windowFields, clause: "normal-scheduled", placement: "next", makes: [], effects: ["schedules"], waits: "Schedule", reachesStages: ["Scheduled"], tokenScope: "propose" },
  { step: "reschedule", types: normal, from: ["scheduled"], to: "same", by: [{ role: "operator" }], preconditions: ["window_valid", "window_free", "window_unfrozen", "approval_fresh"], inputs: windowFields, clause: "normal-scheduled", placement: "reschedule", makes: [], effects: ["schedules"], reachesStages: ["Scheduled"], tokenScope: "propose" },
  { step: "schedule_over", types: normal, from: ["approved", "scheduled"], to: "scheduled", by: [{ role: "ops_lead", not: ["author"] }], preconditions: ["window_valid", "approval_fresh"], inputs: [...windowFields, "reason*"], clause: "normal-scheduled", placement: "reschedule", makes: [], effects: ["schedules", "waives"], reachesStages: ["Scheduled"] },

  // Executed
  { ...shared.start, types: standard, from: ["documented"], to: "in_progress", by: [{ role: "operator" }], preconditions: ["entry_live", "not_frozen"], clause: "standard-operator" },
  { ...shared.start, types: normal, from: ["scheduled"], to: "in_progress", by: [{ role: "operator" }], preconditions: ["window_open", "approval_fresh", "not_frozen", "system_idle"], clause: "normal-executed" },
  { step: "declare", types: emergency, from: "new", to: "in_progress", by: [{ role: "operator" }], preconditions: ["started_in_past"], inputs: ["trigger*", "what*", "systems", "systemInWords", "startedAt"], clause: "emergency-executed", placement: "elsewhere", makes: ["author", "latest_author", "executor"], effects: ["starts"], beginsStage: "Executed", tokenScope: "execute" },
  { step: "record_roster", types: emergency, from: ["in_progress"], to: "same", by: [{ role: "operator" }], inputs: ["rostered*", "onRoster"], clause: "emergency-executed", derived: true, annotation: true, makes: [], effects: [] },
  { step: "extend", types: normal, from: ["in_progress"], to: "same", by: [{ role: "ops_lead", delegable: true, not: ["executor"] }, { role: "reviewer", not: ["executor"], when: "entry_routine" }], preconditions: ["later_end", "window_free"], inputs: ["windowEnd*", "timezone", "asTyped", "reason*"], clause: "normal-scheduled", placement: "reschedule", makes: [], effects: [] },
  { step: "log", types: standard, from: ["in_progress"], to: "closed", by: [{ role: "operator" }], preconditions: ["ended_in_past"], inputs: ["actual*", "endedAt"], clause: "standard-logged", placement: "next", makes: ["executor"], effects: ["ends"], waits: "Finish", reachesStages: ["Executed", "Logged"], tokenScope: "execute" },
  { ...shared.finish, types: normal, from: ["in_progress"], to: "executed", by: [{ role: "operator" }], preconditions: ["ended_in_past"], inputs: ["actual*", "endedAt"], clause: "normal-executed" },
  { ...shared.finish, types: emergency, from: ["in_progress"], to: "executed", by: [{ role: "operator" }], preconditions: ["ended_in_past"], inputs: ["actual*", "endedAt"], clause: "emergency-executed" },
  { ...shared.callOff, types: standard, from: ["in_progress"], to: "cancelled", by: [{ role: "operator", same: "starter" }], inputs: ["reason*"], clause: "standard-operator" },
  { ...shared.callOff, types: normal, from: ["in_progress"], to: "cancelled", by: [{ role: "operator", same: "starter" }], inputs: ["reason*"], clause: "normal-executed" },
  { step: "stand_down", types: emergency, from: ["in_progress"], to: "executed", by: [{ role: "operator" }], inputs: ["reason*"], clause: "emergency-executed", placement: "take back", urgent: true, makes: ["executor"], effects: ["ends"], reachesStages: ["Executed"], tokenScope: "execute" },

  // Verified, documented, reviewed after the fact
  { step: "verify", types: normal, from: ["executed"], to: "closed", by: [{ role: "operator" }], inputs: ["comment*", "monitoring*", "evidence", "attachments"], clause: "normal-verified", placement: "next", makes: [], effects: [], waits: "Verify", reachesStages: ["Verified"], tokenScope: "execute" },
  { ...shared.document, types: emergency, from: ["executed", "rolled_back"], to: "documented", by: [{ role: "operator" }], preconditions: ["facts_written", "off_roster_explained", "system_registered"], inputs: ["what*", "why*", "rollbackPlan*", "category", "systems", "explanation"], clause: "emergency-documented" },
  { step: "return", types: emergency, from: ["documented"], to: "executed", by: [{ role: "ops_lead", not: ["author"] }], inputs: ["comment*"], clause: "emergency-reviewed", placement: "judge", makes: [], effects: ["returns"], decides: true },
  { step: "review_after", types: emergency, from: ["documented"], to: "closed", by: [{ role: "ops_lead", delegable: true, not: ["author", "executor", "rollback", "documenter"] }], preconditions: ["system_registered", "incident_closed", "alert_delivered"], inputs: ["outcome*", "reason*"], clause: "emergency-reviewed", placement: "next", makes: [], effects: [], waits: "Post-implementation review", reachesStages: ["Reviewed"], decides: true },
  { step: "rule_out_of_scope", types: emergency, from: ["in_progress", "executed", "failed", "rolled_back", "documented"], to: "same", by: [{ role: "ops_lead", not: ["author"] }], inputs: ["reason*"], clause: "scope", placement: "judge", makes: [], effects: [] },

  // Failed
  { ...shared.fail, types: standard, from: ["in_progress", "closed"], to: "failed", by: [{ role: "operator" }], inputs: ["reason*"], clause: "failed" },
  { ...shared.fail, types: normal, from: ["in_progress", "executed", "closed"], to: "failed", by: [{ role: "operator" }], inputs: ["reason*"], clause: "failed" },
  { ...shared.fail, types: emergency, from: ["in_progress", "executed", "documented", "closed"], to: "failed", by: [{ role: "operator" }], inputs: ["reason*"], clause: "failed" },
  { step: "begin_rollback", types: every, from: ["failed"], to: "same", by: [{ role: "operator" }], clause: "failed-rollback", annotation: true, placement: "stop", makes: [], effects: [], beginsStage: "Rolled back", tokenScope: "execute" },
  { step: "roll_back", types: every, from: ["failed"], to: "rolled_back", by: [{ role: "operator" }], preconditions: ["ended_in_past"], inputs: ["outcome*", "actual*", "endedAt", "attachments"], clause: "failed-rollback", placement: "next", makes: ["rollback"], effects: ["ends", "rolls_back"], waits: "Roll back", reachesStages: ["Rolled back"], tokenScope: "execute" },
  { step: "settle", types: planned, from: ["rolled_back"], to: "closed", by: [{ role: "ops_lead", delegable: true, not: ["executor", "rollback"] }], preconditions: ["incident_closed", "alert_delivered"], inputs: ["comment"], clause: "failed-incident", placement: "next", makes: [], effects: [], waits: "Close after rollback", reachesStages: ["Closed after rollback"] },

  // Taken back
  { step: "revise", types: planned, from: ["documented", "submitted", "reviewed", "approved", "scheduled"], to: "draft", by: [{ role: "operator", same: "latest_author" }], inputs: ["reason*"], clause: "exceptions", placement: "take back", makes: [], effects: ["reopens"], tokenScope: "propose" },
  { step: "cancel", types: planned, from: ["draft", "documented", "submitted", "reviewed", "approved", "scheduled"], to: "cancelled", by: [{ role: "operator", same: "latest_author" }, { role: "ops_lead" }], inputs: ["reason*"], clause: "exceptions", placement: "end", destructive: true, makes: [], effects: [], ending: "Cancelled", tokenScope: "propose" },
  { step: "note", types: every, from: "any", to: "same", by: [{ role: "operator" }], inputs: ["comment*", "attachments", "mentions"], clause: "records", annotation: true, placement: "note", makes: [], effects: [], tokenScope: "execute" },
  { ...shared.redact, types: every },
] as const satisfies readonly ChangeRow[];

// biome-ignore format: a step is a row
const incident = [
  { step: "open", from: "new", to: "open", by: [{ role: "operator" }], clause: "failed-incident", derived: true, makes: [] },
  { step: "raise", from: "any", to: "same", by: [{ role: "operator" }], clause: "failed-incident", derived: true, inputs: ["severity*"], makes: [] },
  { step: "assign", from: ["open", "investigated"], to: "same", by: [{ role: "operator" }], inputs: ["owner*", "severity"], clause: "failed-incident", annotation: true, placement: "look after", makes: [], tokenScope: "execute" },
  { step: "investigate", from: ["open"], to: "investigated", by: [{ role: "operator" }], inputs: ["rootCause*", "findings*"], clause: "failed-incident", placement: "next", makes: ["investigator"], tokenScope: "execute" },
  { step: "close_incident", from: ["investigated"], to: "closed", by: [{ role: "operator", not: ["executor", "investigator"] }], inputs: ["comment"], clause: "failed-incident", placement: "next", makes: [] },
  { step: "attest", from: "any", to: "same", by: [{ role: "ops_lead" }], inputs: ["channel*", "reason*"], clause: "failed-alert", annotation: true, placement: "look after", makes: [] },
  { step: "answer", from: ["investigated", "closed"], to: "same", by: [{ role: "operator" }], inputs: ["finding*", "answer*"], clause: "failed-incident", annotation: true, placement: "beside", makes: [], tokenScope: "execute" },
  shared.redact,
] as const satisfies readonly ActingRow<IncidentStatus>[];

// biome-ignore format: a step is a row
const entry = [
  { step: "propose", from: "new", to: "proposed", by: [{ role: "operator" }], preconditions: ["entry_covers"], inputs: ["entryKind*", "title*", "category*", "systems", "clients", "what*", "rollbackPlan*", "verification*", "blanks", "reversible", "allowedInFreeze", "expiresOn", "replaces", "fromChange"], clause: "standard", placement: "elsewhere", makes: ["proposer"], tokenScope: "propose" },
  { step: "approve_entry", from: ["proposed", "suspended"], to: "approved", by: [{ role: "ops_lead", not: ["proposer"] }], inputs: ["comment"], clause: "standard", placement: "next", makes: [] },
  { step: "suspend", from: ["approved"], to: "suspended", by: [{ role: "operator" }], clause: "failed", derived: true, makes: [] },
  { step: "replace", from: ["proposed", "approved", "suspended"], to: "replaced", by: [{ role: "operator" }], clause: "standard", derived: true, makes: [] },
  { step: "retire", from: ["proposed", "approved", "suspended"], to: "retired", by: [{ role: "ops_lead" }], inputs: ["reason*"], clause: "standard", placement: "end", destructive: true, makes: [] },
] as const satisfies readonly ActingRow<EntryStatus>[];

// biome-ignore format: a step is a row
const system = [
  { step: "register", from: "new", to: "managed", by: [{ role: "operator" }], preconditions: ["management_bounded"], inputs: ["name*", "client*", "systemKind", "managedSince", "managedUntil", "owner", "monitoringLinks"], clause: "scope", tokenScope: "propose" },
  { step: "amend_system", from: ["managed", "retired"], to: "same", by: [{ role: "operator" }], preconditions: ["management_bounded"], inputs: ["name*", "systemKind", "managedSince", "managedUntil", "owner", "monitoringLinks"], clause: "scope", tokenScope: "propose" },
  { step: "retire_system", from: ["managed"], to: "retired", by: [{ role: "operator" }], inputs: ["managedUntil", "reason*"], clause: "scope" },
  { step: "manage_again", from: ["retired"], to: "managed", by: [{ role: "operator" }], inputs: ["reason*"], clause: "scope" },
] as const satisfies readonly RuleRow<string, SystemStatus>[];

// biome-ignore format: a step is a row
const freeze = [
  { step: "place_freeze", from: "new", to: "placed", by: [{ role: "ops_lead" }], preconditions: ["freeze_bounded"], inputs: ["name*", "covers*", "windowStart*", "windowEnd*", "timezone", "repeats", "spans", "reason*"], clause: "normal-scheduled" },
  { step: "lift_freeze", from: ["placed"], to: "lifted", by: [{ role: "ops_lead" }], inputs: ["reason*"], clause: "normal-scheduled" },
  shared.redact,
] as const satisfies readonly RuleRow<string, FreezeStatus>[];

/** Whoever reads the records, as themselves. */
const anyReader = [
  { role: "operator", same: "self" },
  { role: "auditor", same: "self" },
] as const satisfies readonly AllowedActor[];

// biome-ignore format: a step is a row
const person = [
  { step: "identify", from: "any", to: "same", by: [{ same: "self" }], inputs: ["personName*", "personEmail", "identity*"], clause: "records", derived: true },
  { step: "sign_in", from: "any", to: "same", by: [{ same: "self" }], inputs: ["sessionToken*", "sessionStart*", "sessionEnd*", "oidcSession"], clause: "records", derived: true },
  { step: "sign_out", from: "any", to: "same", by: [{ same: "self" }], inputs: ["sessionEnd*"], clause: "records", derived: true },
  { step: "role_change", from: "any", to: "same", by: [{ same: "self" }], inputs: ["role*", "held"], clause: "records", derived: true },
  { step: "refused", from: "any", to: "same", by: [{ same: "self" }], inputs: ["refusedStep*", "subjectType*", "subjectId", "sentence*", "clauseCited*"], clause: "exceptions", derived: true },
  { step: "end_sessions", from: "any", to: "same", by: [{ same: "self" }, { role: "ops_lead" }], clause: "exceptions", annotation: true },
  { step: "resemble", from: "any", to: "same", by: [{ same: "self" }], inputs: ["account*"], clause: "normal-reviewed", derived: true },
  { step: "same_person", from: "any", to: "same", by: [{ role: "ops_lead", not: ["self"] }], inputs: ["account*", "reason*"], clause: "normal-reviewed", annotation: true },
  { step: "different_person", from: "any", to: "same", by: [{ role: "ops_lead", not: ["self"] }], inputs: ["account*", "reason*"], clause: "normal-reviewed", annotation: true },
  { step: "deactivate", from: ["known"], to: "deactivated", by: [{ role: "ops_lead", not: ["self"] }], inputs: ["reason*"], clause: "exceptions", annotation: true },
  { step: "reactivate", from: ["deactivated"], to: "known", by: [{ role: "ops_lead", not: ["self"] }], inputs: ["reason*"], clause: "exceptions", annotation: true },
  { step: "set_timezone", from: "any", to: "same", by: [{ same: "self" }], inputs: ["timezone*"], clause: "records-when", annotation: true },
  { step: "make_feed", from: "any", to: "same", by: [{ same: "self" }], inputs: ["name*", "withoutTitles", "feedToken*"], clause: "normal-scheduled", annotation: true },
  { step: "revoke_feed", from: "any", to: "same", by: [{ same: "self" }, { role: "ops_lead" }], inputs: ["feed*"], clause: "normal-scheduled", annotation: true },
  { step: "make_token", from: "any", to: "same", by: anyReader, preconditions: ["token_bounded"], inputs: ["name*", "scopes*", "clients", "systems", "networks", "expiresAt*", "apiToken*"], clause: "exceptions", annotation: true },
  { step: "revoke_token", from: "any", to: "same", by: [{ same: "self" }, { role: "ops_lead" }], inputs: ["token*"], clause: "exceptions", annotation: true },
  { step: "end_token", from: "any", to: "same", by: [{ same: "self" }], inputs: ["token*"], clause: "exceptions", derived: true, annotation: true },
  { step: "choose_emails", from: "any", to: "same", by: [{ same: "self" }], inputs: ["emails"], clause: "records", annotation: true },
  { step: "watch", from: "any", to: "same", by: [{ same: "self" }], inputs: ["watched*"], clause: "records", annotation: true },
  { step: "unwatch", from: "any", to: "same", by: [{ same: "self" }], inputs: ["watched*"], clause: "records", annotation: true },
  { step: "acknowledge", from: "any", to: "same", by: [{ same: "self" }], inputs: ["ofChange*"], clause: "records", annotation: true },
  { step: "export", from: "any", to: "same", by: anyReader, inputs: ["exported*", "ofChange", "periodStart", "periodEnd", "ofClient", "ofSystem", "ofType", "population", "populationHash", "aboutHash", "recordsHash"], clause: "records", annotation: true },
  { step: "sign_checkpoint", from: "any", to: "same", by: anyReader, clause: "records", annotation: true },
  { step: "verify_ledger", from: "any", to: "same", by: anyReader, clause: "records", annotation: true },
] as const satisfies readonly RuleRow<string, PersonStatus>[];

// biome-ignore format: a step is a row
const roster = [
  { step: "place_shifts", from: "new", to: "placed", by: [{ role: "operator" }], preconditions: ["shifts_bounded"], inputs: ["name*", "shifts*"], clause: "emergency-executed", tokenScope: "propose" },
  { step: "take_on_call", from: "new", to: "placed", by: [{ role: "operator" }], preconditions: ["shifts_bounded"], inputs: ["windowEnd", "timezone"], clause: "emergency-executed" },
  { step: "withdraw_shifts", from: ["placed"], to: "withdrawn", by: [{ role: "operator" }], inputs: ["reason*"], clause: "emergency-executed" },
] as const satisfies readonly RuleRow<string, RosterStatus>[];

// biome-ignore format: a step is a row
const delivery = [
  { step: "deliver", from: ["queued"], to: "delivered", by: [{ role: "operator" }], inputs: ["sentTo*", "attempts", "reference"], clause: "failed-alert", derived: true },
  { step: "give_up", from: ["queued"], to: "given_up", by: [{ role: "operator" }], inputs: ["because*", "attempts"], clause: "failed-alert", derived: true },
  { step: "drop", from: ["queued"], to: "dropped", by: [{ role: "operator" }], inputs: ["because*"], clause: "failed-alert", derived: true },
  { step: "send_again", from: ["queued", "given_up", "dropped"], to: "queued", by: [{ role: "ops_lead" }], clause: "failed-alert" },
] as const satisfies readonly RuleRow<string, DeliveryStatus>[];

// biome-ignore format: a step is a row
const delegation = [
  { step: "delegate", from: "new", to: "lent", by: [{ role: "ops_lead" }], preconditions: ["delegation_bounded"], inputs: ["delegate*", "windowStart", "windowEnd*", "timezone", "reason*"], clause: "normal-approved" },
  { step: "end_delegation", from: ["lent"], to: "ended", by: [{ role: "ops_lead" }], inputs: ["reason*"], clause: "normal-approved" },
] as const satisfies readonly RuleRow<string, DelegationStatus>[];

// biome-ignore format: a step is a row
const halt = [
  { step: "place_halt", from: "new", to: "placed", by: [{ role: "operator" }], preconditions: ["halt_aimed"], inputs: ["client", "application", "environment", "reason*"], clause: "scope", placement: "elsewhere", makes: ["placer"], tokenScope: "execute" },
  { step: "lift_halt", from: ["placed"], to: "lifted", by: [{ role: "operator", same: "placer" }, { role: "ops_lead" }], inputs: ["reason*"], clause: "scope", placement: "elsewhere", makes: [] },
] as const satisfies readonly ActingRow<HaltStatus>[];

const answersForAccount = { role: "operator", same: "accountable" } as const satisfies AllowedActor;

// biome-ignore format: a step is a row
const account = [
  { step: "propose_account", from: "new", to: "proposed", by: [{ role: "operator" }], inputs: ["name*", "why*", "scopes*", "clients", "systems"], clause: "exceptions", placement: "elsewhere", makes: ["proposer", "accountable"] },
  { step: "approve_account", from: ["proposed"], to: "approved", by: [{ role: "ops_lead", not: ["proposer"] }], inputs: ["comment"], clause: "exceptions", placement: "next", makes: [] },
  { step: "take_over_account", from: ["proposed", "approved"], to: "proposed", by: [{ role: "operator", not: ["accountable"] }], inputs: ["reason*"], clause: "exceptions", placement: "take over", makes: ["proposer", "accountable"] },
  { step: "make_token", from: ["approved"], to: "same", by: [answersForAccount], preconditions: ["token_bounded"], inputs: ["name*", "networks", "expiresAt*", "apiToken*"], clause: "exceptions", annotation: true, placement: "elsewhere", makes: [] },
  { step: "revoke_token", from: "any", to: "same", by: [answersForAccount, { role: "ops_lead" }], inputs: ["token*"], clause: "exceptions", annotation: true, placement: "elsewhere", makes: [] },
  { step: "end_account", from: ["proposed", "approved"], to: "ended", by: [answersForAccount, { role: "ops_lead" }], inputs: ["reason*"], clause: "exceptions", placement: "end", destructive: true, makes: [] },
] as const satisfies readonly ActingRow<AccountStatus>[];

// biome-ignore format: a step is a row
const importOfPast = [
  { step: "import_past", from: "new", to: "imported", by: [{ role: "ops_lead" }], inputs: ["sourceSystem*", "fileName*", "fileHash*", "mapping*", "recordCount*", "leftOut*", "recordsHash*", "rowReport"], clause: "records" },
  { step: "withdraw_import", from: ["imported"], to: "withdrawn", by: [{ role: "ops_lead" }], inputs: ["reason*"], clause: "records" },
] as const satisfies readonly RuleRow<string, ImportStatus>[];

// biome-ignore format: a step is a row
const webhook = [
  { step: "add_webhook", from: "new", to: "enabled", by: [{ role: "ops_lead" }], inputs: ["name*", "address*", "addressHash*", "eventTypes*", "ofClient", "template*", "signingKey*"], clause: "records" },
  { step: "amend_webhook", from: ["enabled", "disabled"], to: "same", by: [{ role: "ops_lead" }], inputs: ["name*", "address", "addressHash", "eventTypes*", "ofClient", "template*"], clause: "records" },
  { step: "rotate_webhook", from: ["enabled", "disabled"], to: "same", by: [{ role: "ops_lead" }], inputs: ["signingKey*"], clause: "records" },
  { step: "drop_old_key", from: ["enabled", "disabled"], to: "same", by: [{ role: "ops_lead" }], clause: "records" },
  { step: "disable_webhook", from: ["enabled"], to: "disabled", by: [{ role: "ops_lead" }], clause: "records" },
  { step: "stop_webhook", from: ["enabled"], to: "disabled", by: [{ role: "operator" }], inputs: ["because*"], clause: "records", derived: true },
  { step: "enable_webhook", from: ["disabled"], to: "enabled", by: [{ role: "ops_lead" }], clause: "records" },
] as const satisfies readonly RuleRow<string, WebhookStatus>[];

// biome-ignore format: a step is a row
const installation = [
  { step: "make_token", from: "any", to: "same", by: [{ role: "ops_lead" }], inputs: ["name*", "ofClient*", "gateToken*"], clause: "scope", annotation: true },
  { step: "revoke_token", from: "any", to: "same", by: [{ role: "ops_lead" }], inputs: ["token*"], clause: "scope", annotation: true },
  { step: "review_policy", from: "any", to: "same", by: [{ role: "ops_lead" }], inputs: ["comment"], clause: "exceptions", annotation: true },
  { step: "publish_policy", from: "any", to: "same", by: [{ role: "ops_lead" }], inputs: ["policyText*", "reason*"], clause: "exceptions", annotation: true },
  { step: "record_rulebook", from: "any", to: "same", by: [{ role: "ops_lead" }], inputs: ["occasion*", "fingerprint*", "rulesHash*", "functionsHash*", "triggersHash*", "constraintsHash*", "grantsHash*"], clause: "exceptions", derived: true, annotation: true },
] as const satisfies readonly RuleRow<string, InstallationStatus>[];

/** The rulebook: every step there is. What is not in it is refused. */
export const rulebook = {
  change,
  incident,
  entry,
  system,
  freeze,
  person,
  roster,
  delivery,
  delegation,
  halt,
  import: importOfPast,
  account,
  webhook,
  installation,
} as const;

export type ChangeStep = (typeof change)[number]["step"];
export type Step = { [S in RecordType]: (typeof rulebook)[S][number]["step"] }[RecordType];
export type Rule = RuleRow<Step, Status>;

/** The rows of one record type, as data. */
export const rulesOf = (recordType: RecordType): readonly Rule[] => rulebook[recordType];

/** The row of a step, whatever it leaves; null when its record type has none. */
export const firstRuleOf = (recordType: RecordType, step: Step): Rule | undefined =>
  rulesOf(recordType).find((rule) => rule.step === step);

/** The row of a step for records of `type`; of a record that is yet to be made and whose type was not said, its first. */
export const ruleOf = (recordType: RecordType, step: Step, type: ChangeType | ""): Rule | undefined =>
  rulesOf(recordType).find(
    (rule) => rule.step === step && (type === "" || !rule.types || rule.types.some((t) => t === type)),
  );

/** The clause that a step of a record of `type` carries out. */
export const clauseOf = (recordType: RecordType, step: Step, type: ChangeType | ""): Clause =>
  ruleOf(recordType, step, type)?.clause ?? "exceptions";
export const isChangeStep = (step: Step): step is ChangeStep => change.some((row) => row.step === step);
