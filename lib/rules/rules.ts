import type { Clause } from "./clauses";
import type { Field } from "./fields";
import type {
  ChangeStatus,
  ChangeType,
  DelegationStatus,
  DeliveryStatus,
  EntryStatus,
  FreezeStatus,
  HaltStatus,
  IncidentStatus,
  InstallationStatus,
  PersonStatus,
  RosterStatus,
  Status,
  SubjectType,
  SystemStatus,
} from "./record";
import type { Role } from "./roles";
import type { Effect, Offered, StageName, WaitingHeading } from "./step-columns";

/** What somebody did to a record; who did it is read from its events. */
export const acts = [
  "author", // drafted, edited, took over or declared it, in any revision
  "latest_author", // the latest to draft, take over or declare
  "reviewer", // reviewed this revision
  "approver", // approved this revision
  "executor", // took start, declare, finish, log, stand_down or call_off
  "starter", // took start
  "rollback", // rolled it back
  "documenter", // documented it
  "investigator", // investigated the incident
  "proposer", // proposed the catalogue entry
  "placer", // placed the halt
  "self", // is the person the record is about
] as const;
export type Act = (typeof acts)[number];

/** What a step needs: facts that Postgres computes (`db/sql/steps/preconditions.sql`); their words: `lib/refusals/need-words.ts`. */
export const needs = [
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
  "halt_aimed", // a halt names a registered client, an application or an environment
] as const;
export type Need = (typeof needs)[number];
export const isNeed = (word: string): word is Need => needs.some((need) => need === word);

/** The needs that a form can meet with its own fields: they are judged when it is posted. */
export const metBy: Partial<Record<Need, readonly Field[]>> = {
  facts_written: ["what", "why", "rollbackPlan"],
  off_roster_explained: ["explanation"],
  system_registered: ["category", "systems"],
};

/** One way to be allowed: hold the role, or where it is `lent` act for a lead, have done `same` and none of `not`, while `when` holds. */
export type By = {
  readonly role?: Role;
  readonly lent?: true;
  readonly same?: Act;
  readonly not?: readonly Act[];
  readonly when?: Need;
};

/** What a step is, from wherever it is taken: all rows of one step say the same. */
type StepColumns = {
  /** Where a page offers it; absent where the page lays out its steps by itself. */
  readonly offered?: Offered;
  /** Stands with the next step though it does not lead on: nobody looks for it while something goes wrong. */
  readonly urgent?: true;
  /** Ends or undoes: its button looks so. */
  readonly grave?: true;
  /** The acts by which later steps know its person. */
  readonly makes?: readonly Act[];
  /** What it does to its change beside leading it on. */
  readonly does?: readonly Effect[];
  /** Under which heading its change waits for who may take it. */
  readonly waits?: WaitingHeading;
  /** The stage of the policy that it begins, and those that it reaches. */
  readonly begins?: StageName;
  readonly stages?: readonly StageName[];
  /** Ends the way of its change under this name. */
  readonly ending?: string;
};

type Row<S extends string, N extends Status> = {
  readonly step: S;
  readonly types?: readonly ChangeType[];
  /** `"new"` makes the record; `"any"` is every status it can reach. */
  readonly from: readonly N[] | "new" | "any";
  readonly to: N | "same";
  readonly by: readonly By[];
  readonly needs?: readonly Need[];
  readonly asks?: readonly (Field | `${Field}*`)[];
  readonly clause: Clause;
  /** Written by the database as the consequence of another event, never posted by a person. */
  readonly caused?: true;
  /** Leaves the record where it is, so that a colleague's open form does not go stale. */
  readonly aside?: true;
} & StepColumns;

/** A row of records of which it counts who did what: it says what its step makes of its person, and where it is offered. */
export type ActingRow<N extends Status> = Row<string, N> &
  Required<Pick<StepColumns, "makes">> &
  ({ readonly caused: true } | { readonly offered: Offered });

/** A row of the changes: it says what its step does, and where it leads on, under what it waits and which stage it reaches. */
export type ChangeRow = ActingRow<ChangeStatus> &
  Required<Pick<StepColumns, "does">> &
  (
    | { readonly offered?: Exclude<Offered, "next"> }
    | (Required<Pick<StepColumns, "waits">> & Required<Pick<StepColumns, "begins">>)
    | (Required<Pick<StepColumns, "waits">> & Required<Pick<StepColumns, "stages">>)
  );

const standard = ["standard"] as const;
const normal = ["normal"] as const;
const emergency = ["emergency"] as const;
const planned = ["standard", "normal"] as const;
const every = ["standard", "normal", "emergency"] as const;

const facts = ["what", "why", "rollbackPlan", "verification", "impact", "links"] as const;
const record = [...facts, "reversible", "expectedMinutes", "rollbackMinutes"] as const;
const window = ["windowStart*", "windowEnd*", "timezone", "implementer", "asTyped"] as const;

// What is said once of a step that has several rows: it leaves different places, or asks something else of each type.
// biome-ignore format: a step is a row
const shared = {
  edit: { step: "edit", offered: "elsewhere", makes: ["author"], does: [] },
  document: { step: "document", offered: "next", makes: ["documenter"], does: [], waits: "Document", stages: ["Documented"] },
  start: { step: "start", offered: "next", makes: ["executor", "starter"], does: ["starts"], waits: "Start", begins: "Executed" },
  finish: { step: "finish", offered: "next", makes: ["executor"], does: ["ends"], waits: "Finish", stages: ["Executed"] },
  callOff: { step: "call_off", offered: "take back", grave: true, makes: ["executor"], does: ["ends"], ending: "Called off" },
  fail: { step: "fail", offered: "stop", urgent: true, grave: true, makes: [], does: ["fails"], stages: ["Failed"] },
  redact: { step: "redact", from: "any", to: "same", by: [{ role: "ops_lead" }], asks: ["redacted*", "reason*"], clause: "records", aside: true, offered: "rarely", grave: true, makes: [], does: [] },
} as const;

// biome-ignore format: a step is a row
const change = [
  // Proposed
  { step: "draft", types: planned, from: "new", to: "draft", by: [{ role: "operator" }], needs: ["in_scope"], asks: ["type*", "title*", "category", "systems", "entry", "entryValues", ...record, "isApplicationDeploy", "follows", "shareable"], clause: "scope", offered: "elsewhere", makes: ["author", "latest_author"], does: [] },
  { ...shared.edit, types: planned, from: ["draft"], to: "same", by: [{ role: "operator" }], needs: ["in_scope"], asks: ["title", "category", "systems", "entryValues", ...record, "isApplicationDeploy", "shareable"], clause: "records" },
  { ...shared.edit, types: emergency, from: ["in_progress", "executed", "failed", "rolled_back"], to: "same", by: [{ role: "operator" }], asks: ["title", "category", "systems", "systemInWords", ...record, "shareable"], clause: "records" },
  { step: "take_over", types: planned, from: ["draft", "documented", "submitted", "reviewed", "approved", "scheduled"], to: "same", by: [{ role: "operator", not: ["reviewer", "approver"] }], asks: ["reason*"], clause: "exceptions", offered: "take over", makes: ["author", "latest_author"], does: [] },
  { ...shared.document, types: standard, from: ["draft"], to: "documented", by: [{ role: "operator" }], needs: ["entry_live", "facts_written"], clause: "standard-documented" },
  { step: "submit", types: normal, from: ["draft"], to: "submitted", by: [{ role: "operator", same: "latest_author" }], needs: ["facts_written"], clause: "normal-submitted", offered: "next", makes: [], does: [], waits: "Submit", stages: ["Submitted"] },

  // Reviewed and approved
  { step: "review", types: normal, from: ["submitted"], to: "reviewed", by: [{ role: "reviewer", not: ["author"] }], asks: ["comment"], clause: "normal-reviewed", offered: "next", makes: ["reviewer"], does: [], waits: "Review", stages: ["Reviewed"] },
  { step: "approve", types: normal, from: ["reviewed"], to: "approved", by: [{ role: "ops_lead", lent: true, not: ["author", "reviewer"] }], asks: ["comment"], clause: "normal-approved", offered: "next", makes: ["approver"], does: ["approves"], waits: "Approve", stages: ["Approved"] },
  { step: "approve_routine", types: normal, from: ["reviewed"], to: "approved", by: [{ role: "reviewer", same: "reviewer", not: ["author"] }], needs: ["entry_routine", "reversible"], asks: ["comment"], clause: "normal-approved", offered: "next", makes: ["approver"], does: ["approves"], waits: "Approve", stages: ["Approved"] },
  { step: "send_back", types: normal, from: ["submitted", "reviewed"], to: "draft", by: [{ role: "reviewer", not: ["author"] }, { role: "ops_lead", lent: true, not: ["author"] }], asks: ["comment*"], clause: "normal-reviewed", offered: "judge", makes: [], does: ["reopens"] },
  { step: "reject", types: normal, from: ["submitted", "reviewed"], to: "rejected", by: [{ role: "reviewer", not: ["author"] }, { role: "ops_lead", lent: true, not: ["author"] }], asks: ["reason*"], clause: "normal-reviewed", offered: "judge", grave: true, makes: [], does: [], ending: "Rejected" },

  // Scheduled
  { step: "schedule", types: normal, from: ["approved"], to: "scheduled", by: [{ role: "operator" }], needs: ["window_valid", "window_free", "window_unfrozen", "approval_fresh"], asks: window, clause: "normal-scheduled", offered: "next", makes: [], does: ["schedules"], waits: "Schedule", stages: ["Scheduled"] },
  { step: "reschedule", types: normal, from: ["scheduled"], to: "same", by: [{ role: "operator" }], needs: ["window_valid", "window_free", "window_unfrozen", "approval_fresh"], asks: window, clause: "normal-scheduled", offered: "reschedule", makes: [], does: ["schedules"], stages: ["Scheduled"] },
  { step: "schedule_over", types: normal, from: ["approved", "scheduled"], to: "scheduled", by: [{ role: "ops_lead", not: ["author"] }], needs: ["window_valid", "approval_fresh"], asks: [...window, "reason*"], clause: "normal-scheduled", offered: "reschedule", makes: [], does: ["schedules", "waives"], stages: ["Scheduled"] },

  // Executed
  { ...shared.start, types: standard, from: ["documented"], to: "in_progress", by: [{ role: "operator" }], needs: ["entry_live", "not_frozen"], clause: "standard-operator" },
  { ...shared.start, types: normal, from: ["scheduled"], to: "in_progress", by: [{ role: "operator" }], needs: ["window_open", "approval_fresh", "not_frozen", "system_idle"], clause: "normal-executed" },
  { step: "declare", types: emergency, from: "new", to: "in_progress", by: [{ role: "operator" }], needs: ["started_in_past"], asks: ["trigger*", "what*", "systems", "systemInWords", "startedAt"], clause: "emergency-executed", offered: "elsewhere", makes: ["author", "latest_author", "executor"], does: ["starts"], begins: "Executed" },
  { step: "record_roster", types: emergency, from: ["in_progress"], to: "same", by: [{ role: "operator" }], asks: ["rostered*", "onRoster"], clause: "emergency-executed", caused: true, aside: true, makes: [], does: [] },
  { step: "extend", types: normal, from: ["in_progress"], to: "same", by: [{ role: "ops_lead", lent: true, not: ["executor"] }, { role: "reviewer", not: ["executor"], when: "entry_routine" }], needs: ["later_end", "window_free"], asks: ["windowEnd*", "timezone", "asTyped", "reason*"], clause: "normal-scheduled", offered: "reschedule", makes: [], does: [] },
  { step: "log", types: standard, from: ["in_progress"], to: "closed", by: [{ role: "operator" }], needs: ["ended_in_past"], asks: ["actual*", "endedAt"], clause: "standard-logged", offered: "next", makes: ["executor"], does: ["ends"], waits: "Finish", stages: ["Executed", "Logged"] },
  { ...shared.finish, types: normal, from: ["in_progress"], to: "executed", by: [{ role: "operator" }], needs: ["ended_in_past"], asks: ["actual*", "endedAt"], clause: "normal-executed" },
  { ...shared.finish, types: emergency, from: ["in_progress"], to: "executed", by: [{ role: "operator" }], needs: ["ended_in_past"], asks: ["actual*", "endedAt"], clause: "emergency-executed" },
  { ...shared.callOff, types: standard, from: ["in_progress"], to: "cancelled", by: [{ role: "operator", same: "starter" }], asks: ["reason*"], clause: "standard-operator" },
  { ...shared.callOff, types: normal, from: ["in_progress"], to: "cancelled", by: [{ role: "operator", same: "starter" }], asks: ["reason*"], clause: "normal-executed" },
  { step: "stand_down", types: emergency, from: ["in_progress"], to: "executed", by: [{ role: "operator" }], asks: ["reason*"], clause: "emergency-executed", offered: "take back", urgent: true, makes: ["executor"], does: ["ends"], stages: ["Executed"] },

  // Verified, documented, reviewed after the fact
  { step: "verify", types: normal, from: ["executed"], to: "closed", by: [{ role: "operator" }], asks: ["comment*", "monitoring*", "evidence"], clause: "normal-verified", offered: "next", makes: [], does: [], waits: "Verify", stages: ["Verified"] },
  { ...shared.document, types: emergency, from: ["executed", "rolled_back"], to: "documented", by: [{ role: "operator" }], needs: ["facts_written", "off_roster_explained", "system_registered"], asks: ["what*", "why*", "rollbackPlan*", "category", "systems", "explanation"], clause: "emergency-documented" },
  { step: "return", types: emergency, from: ["documented"], to: "executed", by: [{ role: "ops_lead", not: ["author"] }], asks: ["comment*"], clause: "emergency-reviewed", offered: "judge", makes: [], does: ["returns"] },
  { step: "review_after", types: emergency, from: ["documented"], to: "closed", by: [{ role: "ops_lead", lent: true, not: ["author", "executor", "rollback", "documenter"] }], needs: ["system_registered", "incident_closed", "alert_delivered"], asks: ["outcome*", "reason*"], clause: "emergency-reviewed", offered: "next", makes: [], does: [], waits: "Post-implementation review", stages: ["Reviewed"] },
  { step: "rule_out_of_scope", types: emergency, from: ["in_progress", "executed", "failed", "rolled_back", "documented"], to: "same", by: [{ role: "ops_lead", not: ["author"] }], asks: ["reason*"], clause: "scope", offered: "judge", makes: [], does: [] },

  // Failed
  { ...shared.fail, types: standard, from: ["in_progress", "closed"], to: "failed", by: [{ role: "operator" }], asks: ["reason*"], clause: "failed" },
  { ...shared.fail, types: normal, from: ["in_progress", "executed", "closed"], to: "failed", by: [{ role: "operator" }], asks: ["reason*"], clause: "failed" },
  { ...shared.fail, types: emergency, from: ["in_progress", "executed", "documented", "closed"], to: "failed", by: [{ role: "operator" }], asks: ["reason*"], clause: "failed" },
  { step: "begin_rollback", types: every, from: ["failed"], to: "same", by: [{ role: "operator" }], clause: "failed-rollback", aside: true, offered: "stop", makes: [], does: [], begins: "Rolled back" },
  { step: "roll_back", types: every, from: ["failed"], to: "rolled_back", by: [{ role: "operator" }], needs: ["ended_in_past"], asks: ["outcome*", "actual*", "endedAt"], clause: "failed-rollback", offered: "next", makes: ["rollback"], does: ["ends", "rolls_back"], waits: "Roll back", stages: ["Rolled back"] },
  { step: "settle", types: planned, from: ["rolled_back"], to: "closed", by: [{ role: "ops_lead", lent: true, not: ["executor", "rollback"] }], needs: ["incident_closed", "alert_delivered"], asks: ["comment"], clause: "failed-incident", offered: "next", makes: [], does: [], waits: "Close after rollback", stages: ["Closed after rollback"] },

  // Taken back
  { step: "revise", types: planned, from: ["documented", "submitted", "reviewed", "approved", "scheduled"], to: "draft", by: [{ role: "operator", same: "latest_author" }], asks: ["reason*"], clause: "exceptions", offered: "take back", makes: [], does: ["reopens"] },
  { step: "cancel", types: planned, from: ["draft", "documented", "submitted", "reviewed", "approved", "scheduled"], to: "cancelled", by: [{ role: "operator", same: "latest_author" }, { role: "ops_lead" }], asks: ["reason*"], clause: "exceptions", offered: "end", grave: true, makes: [], does: [], ending: "Cancelled" },
  { step: "note", types: every, from: "any", to: "same", by: [{ role: "operator" }], asks: ["comment*"], clause: "records", aside: true, offered: "note", makes: [], does: [] },
  { ...shared.redact, types: every },
] as const satisfies readonly ChangeRow[];

// biome-ignore format: a step is a row
const incident = [
  { step: "open", from: "new", to: "open", by: [{ role: "operator" }], clause: "failed-incident", caused: true, makes: [] },
  { step: "raise", from: "any", to: "same", by: [{ role: "operator" }], clause: "failed-incident", caused: true, asks: ["severity*"], makes: [] },
  { step: "assign", from: ["open", "investigated"], to: "same", by: [{ role: "operator" }], asks: ["owner*", "severity"], clause: "failed-incident", aside: true, offered: "look after", makes: [] },
  { step: "investigate", from: ["open"], to: "investigated", by: [{ role: "operator" }], asks: ["rootCause*", "findings*"], clause: "failed-incident", offered: "next", makes: ["investigator"] },
  { step: "close_incident", from: ["investigated"], to: "closed", by: [{ role: "operator", not: ["executor", "investigator"] }], asks: ["comment"], clause: "failed-incident", offered: "next", makes: [] },
  { step: "attest", from: "any", to: "same", by: [{ role: "ops_lead" }], asks: ["channel*", "reason*"], clause: "failed-alert", aside: true, offered: "look after", makes: [] },
  { step: "answer", from: ["investigated", "closed"], to: "same", by: [{ role: "operator" }], asks: ["finding*", "answer*"], clause: "failed-incident", aside: true, offered: "beside", makes: [] },
  shared.redact,
] as const satisfies readonly ActingRow<IncidentStatus>[];

// biome-ignore format: a step is a row
const entry = [
  { step: "propose", from: "new", to: "proposed", by: [{ role: "operator" }], needs: ["entry_covers"], asks: ["entryKind*", "title*", "category*", "systems", "clients", "what*", "rollbackPlan*", "verification*", "blanks", "reversible", "allowedInFreeze", "expiresOn", "replaces", "fromChange"], clause: "standard", offered: "elsewhere", makes: ["proposer"] },
  { step: "approve_entry", from: ["proposed", "suspended"], to: "approved", by: [{ role: "ops_lead", not: ["proposer"] }], asks: ["comment"], clause: "standard", offered: "next", makes: [] },
  { step: "suspend", from: ["approved"], to: "suspended", by: [{ role: "operator" }], clause: "failed", caused: true, makes: [] },
  { step: "replace", from: ["proposed", "approved", "suspended"], to: "replaced", by: [{ role: "operator" }], clause: "standard", caused: true, makes: [] },
  { step: "retire", from: ["proposed", "approved", "suspended"], to: "retired", by: [{ role: "ops_lead" }], asks: ["reason*"], clause: "standard", offered: "end", grave: true, makes: [] },
] as const satisfies readonly ActingRow<EntryStatus>[];

// biome-ignore format: a step is a row
const system = [
  { step: "register", from: "new", to: "managed", by: [{ role: "operator" }], needs: ["management_bounded"], asks: ["name*", "client*", "systemKind", "managedSince", "managedUntil", "owner", "monitoringLinks"], clause: "scope" },
  { step: "amend_system", from: ["managed", "retired"], to: "same", by: [{ role: "operator" }], needs: ["management_bounded"], asks: ["name*", "systemKind", "managedSince", "managedUntil", "owner", "monitoringLinks"], clause: "scope" },
  { step: "retire_system", from: ["managed"], to: "retired", by: [{ role: "operator" }], asks: ["managedUntil", "reason*"], clause: "scope" },
  { step: "manage_again", from: ["retired"], to: "managed", by: [{ role: "operator" }], asks: ["reason*"], clause: "scope" },
] as const satisfies readonly Row<string, SystemStatus>[];

// biome-ignore format: a step is a row
const freeze = [
  { step: "place_freeze", from: "new", to: "placed", by: [{ role: "ops_lead" }], needs: ["freeze_bounded"], asks: ["name*", "covers*", "windowStart*", "windowEnd*", "timezone", "repeats", "spans", "reason*"], clause: "normal-scheduled" },
  { step: "lift_freeze", from: ["placed"], to: "lifted", by: [{ role: "ops_lead" }], asks: ["reason*"], clause: "normal-scheduled" },
  shared.redact,
] as const satisfies readonly Row<string, FreezeStatus>[];

/** Whoever reads the records, as themselves. */
const reader = [
  { role: "operator", same: "self" },
  { role: "auditor", same: "self" },
] as const satisfies readonly By[];

// biome-ignore format: a step is a row
const person = [
  { step: "identify", from: "any", to: "same", by: [{ same: "self" }], asks: ["personName*", "personEmail", "identity*"], clause: "records", caused: true },
  { step: "sign_in", from: "any", to: "same", by: [{ same: "self" }], asks: ["sessionToken*", "sessionStart*", "sessionEnd*", "oidcSession"], clause: "records", caused: true },
  { step: "sign_out", from: "any", to: "same", by: [{ same: "self" }], asks: ["sessionEnd*"], clause: "records", caused: true },
  { step: "role_change", from: "any", to: "same", by: [{ same: "self" }], asks: ["role*", "held"], clause: "records", caused: true },
  { step: "refused", from: "any", to: "same", by: [{ same: "self" }], asks: ["refusedStep*", "subjectType*", "subjectId", "sentence*", "clauseCited*"], clause: "exceptions", caused: true },
  { step: "end_sessions", from: "any", to: "same", by: [{ same: "self" }, { role: "ops_lead" }], clause: "exceptions", aside: true },
  { step: "resemble", from: "any", to: "same", by: [{ same: "self" }], asks: ["account*"], clause: "normal-reviewed", caused: true },
  { step: "same_person", from: "any", to: "same", by: [{ role: "ops_lead", not: ["self"] }], asks: ["account*", "reason*"], clause: "normal-reviewed", aside: true },
  { step: "different_person", from: "any", to: "same", by: [{ role: "ops_lead", not: ["self"] }], asks: ["account*", "reason*"], clause: "normal-reviewed", aside: true },
  { step: "deactivate", from: ["known"], to: "deactivated", by: [{ role: "ops_lead", not: ["self"] }], asks: ["reason*"], clause: "exceptions", aside: true },
  { step: "reactivate", from: ["deactivated"], to: "known", by: [{ role: "ops_lead", not: ["self"] }], asks: ["reason*"], clause: "exceptions", aside: true },
  { step: "set_timezone", from: "any", to: "same", by: [{ same: "self" }], asks: ["timezone*"], clause: "records-when", aside: true },
  { step: "make_feed", from: "any", to: "same", by: [{ same: "self" }], asks: ["name*", "withoutTitles", "feedToken*"], clause: "normal-scheduled", aside: true },
  { step: "revoke_feed", from: "any", to: "same", by: [{ same: "self" }, { role: "ops_lead" }], asks: ["feed*"], clause: "normal-scheduled", aside: true },
  { step: "choose_emails", from: "any", to: "same", by: [{ same: "self" }], asks: ["emails"], clause: "records", aside: true },
  { step: "export", from: "any", to: "same", by: reader, asks: ["exported*", "ofChange", "periodStart", "periodEnd", "ofClient", "ofSystem", "ofType", "population", "populationHash", "aboutHash", "recordsHash"], clause: "records", aside: true },
  { step: "sign_checkpoint", from: "any", to: "same", by: reader, clause: "records", aside: true },
  { step: "verify_ledger", from: "any", to: "same", by: reader, clause: "records", aside: true },
] as const satisfies readonly Row<string, PersonStatus>[];

// biome-ignore format: a step is a row
const roster = [
  { step: "place_shifts", from: "new", to: "placed", by: [{ role: "operator" }], needs: ["shifts_bounded"], asks: ["name*", "shifts*"], clause: "emergency-executed" },
  { step: "take_on_call", from: "new", to: "placed", by: [{ role: "operator" }], needs: ["shifts_bounded"], asks: ["windowEnd", "timezone"], clause: "emergency-executed" },
  { step: "withdraw_shifts", from: ["placed"], to: "withdrawn", by: [{ role: "operator" }], asks: ["reason*"], clause: "emergency-executed" },
] as const satisfies readonly Row<string, RosterStatus>[];

// biome-ignore format: a step is a row
const delivery = [
  { step: "deliver", from: ["queued"], to: "delivered", by: [{ role: "operator" }], asks: ["sentTo*", "attempts", "reference"], clause: "failed-alert", caused: true },
  { step: "give_up", from: ["queued"], to: "given_up", by: [{ role: "operator" }], asks: ["because*", "attempts"], clause: "failed-alert", caused: true },
  { step: "drop", from: ["queued"], to: "dropped", by: [{ role: "operator" }], asks: ["because*"], clause: "failed-alert", caused: true },
  { step: "send_again", from: ["queued", "given_up", "dropped"], to: "queued", by: [{ role: "ops_lead" }], clause: "failed-alert" },
] as const satisfies readonly Row<string, DeliveryStatus>[];

// biome-ignore format: a step is a row
const delegation = [
  { step: "delegate", from: "new", to: "lent", by: [{ role: "ops_lead" }], needs: ["delegation_bounded"], asks: ["delegate*", "windowStart", "windowEnd*", "timezone", "reason*"], clause: "normal-approved" },
  { step: "end_delegation", from: ["lent"], to: "ended", by: [{ role: "ops_lead" }], asks: ["reason*"], clause: "normal-approved" },
] as const satisfies readonly Row<string, DelegationStatus>[];

// biome-ignore format: a step is a row
const halt = [
  { step: "place_halt", from: "new", to: "placed", by: [{ role: "operator" }], needs: ["halt_aimed"], asks: ["client", "application", "environment", "reason*"], clause: "scope", offered: "elsewhere", makes: ["placer"] },
  { step: "lift_halt", from: ["placed"], to: "lifted", by: [{ role: "operator", same: "placer" }, { role: "ops_lead" }], asks: ["reason*"], clause: "scope", offered: "elsewhere", makes: [] },
] as const satisfies readonly ActingRow<HaltStatus>[];

// biome-ignore format: a step is a row
const installation = [
  { step: "make_token", from: "any", to: "same", by: [{ role: "ops_lead" }], asks: ["name*", "ofClient*", "gateToken*"], clause: "scope", aside: true },
  { step: "revoke_token", from: "any", to: "same", by: [{ role: "ops_lead" }], asks: ["token*"], clause: "scope", aside: true },
  { step: "review_policy", from: "any", to: "same", by: [{ role: "ops_lead" }], asks: ["comment"], clause: "exceptions", aside: true },
  { step: "publish_policy", from: "any", to: "same", by: [{ role: "ops_lead" }], asks: ["policyText*", "reason*"], clause: "exceptions", aside: true },
  { step: "record_rulebook", from: "any", to: "same", by: [{ role: "ops_lead" }], asks: ["occasion*", "fingerprint*", "rulesHash*", "functionsHash*", "triggersHash*", "constraintsHash*", "grantsHash*"], clause: "exceptions", caused: true, aside: true },
] as const satisfies readonly Row<string, InstallationStatus>[];

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
  installation,
} as const;

export type ChangeStep = (typeof change)[number]["step"];
export type Step = { [S in SubjectType]: (typeof rulebook)[S][number]["step"] }[SubjectType];
export type Rule = Row<Step, Status>;

/** The rows of one book, as data. */
export const rulesOf = (subject: SubjectType): readonly Rule[] => rulebook[subject];

/** The row of a step, whatever it leaves; null when the book has none. */
export const bookOf = (subject: SubjectType, step: Step): Rule | undefined =>
  rulesOf(subject).find((rule) => rule.step === step);

/** The row of a step for records of `type`; of a record that is yet to be made and whose type was not said, its first. */
export const ruleOf = (subject: SubjectType, step: Step, type: ChangeType | ""): Rule | undefined =>
  rulesOf(subject).find(
    (rule) => rule.step === step && (type === "" || !rule.types || rule.types.some((t) => t === type)),
  );

/** The clause that a step of a record of `type` carries out. */
export const clauseOf = (subject: SubjectType, step: Step, type: ChangeType | ""): Clause =>
  ruleOf(subject, step, type)?.clause ?? "exceptions";
export const isChangeStep = (step: Step): step is ChangeStep => change.some((row) => row.step === step);
