import type { ChangeType, Channel, Status, Tier } from "./record";
import type { Role } from "./roles";
import type { Act, Step } from "./rules";

/** Statuses as people read them. */
export const statusWords: Record<Status, string> = {
  draft: "draft",
  documented: "documented",
  submitted: "submitted",
  reviewed: "reviewed",
  approved: "approved",
  scheduled: "scheduled",
  in_progress: "in progress",
  executed: "executed",
  failed: "failed",
  rolled_back: "rolled back",
  closed: "closed",
  rejected: "rejected",
  cancelled: "cancelled",
  open: "open",
  investigated: "investigated",
  proposed: "proposed",
  managed: "managed",
  retired: "retired",
  suspended: "suspended",
  replaced: "replaced",
  lent: "lent",
  ended: "ended",
  installed: "installed",
  known: "known",
  deactivated: "deactivated",
  placed: "placed",
  lifted: "lifted",
  withdrawn: "withdrawn",
  queued: "waiting to be sent",
  delivered: "delivered",
  given_up: "failed",
  dropped: "obsolete",
};

export const typeWords: Record<ChangeType, string> = {
  standard: "Standard change",
  normal: "Normal change",
  emergency: "Emergency change",
};

export const channelWords: Record<Channel, string> = { slack: "Slack", email: "E-mail" };

export const tierWords: Record<Tier, string> = { primary: "Primary", secondary: "Secondary" };

export const roleWords: Record<Role, string> = {
  operator: "operator",
  reviewer: "reviewer",
  ops_lead: "operations lead",
  auditor: "auditor",
};

/** The label of the button, the infinitive, the past tense for the history, and a hint. */
export const stepWords: Record<
  Step,
  { readonly label: string; readonly to: string; readonly past: string; readonly hint?: string }
> = {
  draft: { label: "Save draft", to: "draft a change", past: "drafted it" },
  edit: { label: "Edit", to: "edit it", past: "edited it" },
  take_over: {
    label: "Take over",
    to: "take it over",
    past: "took it over",
    hint: "You become its author, so you can no longer review or approve it.",
  },
  document: { label: "Document", to: "document it", past: "documented it", hint: "Puts the five facts on record." },
  submit: {
    label: "Submit for review",
    to: "submit it",
    past: "submitted it for review",
    hint: "Next: a reviewer who did not write any of it.",
  },
  review: {
    label: "Mark as reviewed",
    to: "review it",
    past: "reviewed it",
    hint: "Confirms that you have read what, why and the rollback plan, and would execute it as written.",
  },
  approve: {
    label: "Approve",
    to: "approve it",
    past: "approved it",
    hint: "Valid for this revision only, for 30 days.",
  },
  approve_routine: {
    label: "Approve as routine",
    to: "approve it as routine",
    past: "approved it as routine",
    hint: "The catalogue entry allows the reviewer to approve.",
  },
  send_back: {
    label: "Send back",
    to: "send it back",
    past: "sent it back",
    hint: "The author changes it and submits it again.",
  },
  reject: { label: "Reject", to: "reject it", past: "rejected it", hint: "Ends this change for good." },
  schedule: { label: "Schedule", to: "schedule it", past: "scheduled it" },
  reschedule: { label: "Reschedule", to: "reschedule it", past: "rescheduled it" },
  schedule_over: {
    label: "Override conflict and schedule",
    to: "override a conflict and schedule it",
    past: "overrode a conflict and scheduled it",
    hint: "Waives conflicts and freezes for this revision. The report lists this as an exception.",
  },
  start: {
    label: "Start",
    to: "start it",
    past: "started it",
    hint: "Records you as the person who makes the change, starting now.",
  },
  declare: { label: "Declare emergency", to: "declare an emergency", past: "declared the emergency" },
  extend: { label: "Extend window", to: "extend its window", past: "extended its window" },
  log: { label: "Log as done", to: "log it as done", past: "logged it as done" },
  finish: { label: "Finish", to: "finish it", past: "finished it" },
  call_off: {
    label: "Call off",
    to: "call it off",
    past: "called it off: nothing was changed",
    hint: "Only if nothing was changed. The report lists this as an exception.",
  },
  stand_down: {
    label: "Stand down",
    to: "stand down",
    past: "stood down: nothing was changed",
    hint: "Only if nothing was changed. Documentation and review are still due.",
  },
  verify: { label: "Mark as verified", to: "verify it", past: "verified it" },
  return: {
    label: "Return for documentation",
    to: "return it for documentation",
    past: "returned it for documentation",
  },
  review_after: {
    label: "Post-implementation review",
    to: "complete the post-implementation review",
    past: "completed the post-implementation review",
  },
  rule_out_of_scope: {
    label: "Rule out of scope",
    to: "rule it out of scope",
    past: "ruled it out of scope",
    hint: "Category and managed system are then not required. The record and your reason stay.",
  },
  fail: {
    label: "Report a problem",
    to: "report a problem with it",
    past: "reported a problem: the change failed",
    hint: "Opens an incident, queues the Slack alert and puts the rollback plan first.",
  },
  begin_rollback: {
    label: "Start rollback",
    to: "start the rollback",
    past: "started the rollback",
    hint: "Shows everybody that you are rolling it back.",
  },
  record_roster: {
    label: "Record the roster",
    to: "record the roster",
    past: "recorded the roster",
  },
  roll_back: { label: "Record rollback", to: "roll it back", past: "rolled it back" },
  settle: { label: "Close after rollback", to: "close it after rollback", past: "closed it after rollback" },
  revise: {
    label: "Revise",
    to: "take it back for revision",
    past: "took it back for revision",
    hint: "Returns it to draft. Review and approval no longer count.",
  },
  cancel: {
    label: "Cancel change",
    to: "cancel it",
    past: "cancelled it",
    hint: "Ends this change for good. The number and history stay.",
  },
  note: { label: "Add note", to: "add a note to it", past: "added a note" },
  redact: {
    label: "Redact text",
    to: "redact a text in it",
    past: "redacted a text",
    hint: "Deletes the text for good. The record still shows who wrote it and who redacted it.",
  },
  open: { label: "Open", to: "open it", past: "opened the incident by reporting the failure" },
  raise: {
    label: "Raise severity",
    to: "raise its severity",
    past: "raised the severity after the rollback",
  },
  assign: { label: "Assign", to: "assign it", past: "assigned it" },
  investigate: { label: "Record investigation", to: "record the investigation", past: "investigated it" },
  close_incident: { label: "Close incident", to: "close it", past: "closed the incident" },
  attest: {
    label: "Confirm the team was told another way",
    to: "confirm that the team was told another way",
    past: "confirmed that the team was told another way",
    hint: "The report lists this as an exception.",
  },
  answer: { label: "Answer finding", to: "answer a finding", past: "answered a finding" },
  propose: { label: "Propose", to: "propose an entry", past: "proposed it" },
  approve_entry: { label: "Approve entry", to: "approve it", past: "approved it" },
  suspend: { label: "Suspend", to: "suspend it", past: "suspended it by reporting a failure" },
  replace: { label: "Replace", to: "replace it", past: "replaced it with a newer version" },
  retire: {
    label: "Retire entry",
    to: "retire it",
    past: "retired it",
    hint: "No new change can use it. Existing records keep it.",
  },
  amend_system: { label: "Save", to: "edit it", past: "edited it" },
  retire_system: {
    label: "Retire system",
    to: "retire it",
    past: "retired it",
    hint: "It is no longer managed. Open changes may finish.",
  },
  manage_again: { label: "Return to management", to: "return it to management", past: "returned it to management" },
  delegate: {
    label: "Delegate authority",
    to: "delegate operations lead authority",
    past: "delegated operations lead authority",
    hint: "They can approve, reject, send back, extend, close after rollback and review emergencies, but never what they wrote or reviewed.",
  },
  end_delegation: {
    label: "End delegation",
    to: "end the delegation",
    past: "ended the delegation",
    hint: "Takes effect now. What was done under it stays valid.",
  },
  place_halt: {
    label: "Halt deploys",
    to: "halt application deploys",
    past: "halted application deploys",
    hint: "Denies deploys at the gate until the halt is lifted.",
  },
  lift_halt: { label: "Lift halt", to: "lift it", past: "lifted it" },
  make_token: {
    label: "Create token",
    to: "create a gate token",
    past: "created a gate token",
    hint: "The token is shown only once.",
  },
  revoke_token: { label: "Revoke", to: "revoke a gate token", past: "revoked a gate token" },
  review_policy: {
    label: "Record policy review",
    to: "record a policy review",
    past: "reviewed the policy",
    hint: "The text stays as it is. The next review is due in 12 months.",
  },
  publish_policy: {
    label: "Publish policy",
    to: "publish a new version of the policy",
    past: "published a new version of the policy",
  },
  record_rulebook: {
    label: "Record the rulebook",
    to: "record the rulebook",
    past: "recorded the fingerprint of the rulebook",
  },
  register: { label: "Register system", to: "register a system", past: "registered it" },
  place_freeze: {
    label: "Place freeze",
    to: "place a freeze",
    past: "placed it",
    hint: "Nothing can be scheduled or started during the freeze. Emergencies and rollbacks go on.",
  },
  lift_freeze: {
    label: "Lift freeze",
    to: "lift it",
    past: "lifted it",
    hint: "Takes effect now. What the freeze covered until now stays on record.",
  },
  set_timezone: { label: "Set time zone", to: "set their time zone", past: "set the time zone" },
  make_feed: {
    label: "Create feed",
    to: "create a calendar feed",
    past: "created a calendar feed",
    hint: "The address is shown only once. Anyone who has it can read the calendar as you.",
  },
  revoke_feed: { label: "Revoke", to: "revoke a calendar feed", past: "revoked a calendar feed" },
  choose_emails: { label: "Save", to: "choose their e-mails", past: "chose which e-mails to get" },
  export: { label: "Export", to: "export records", past: "exported records" },
  sign_checkpoint: {
    label: "Sign checkpoint now",
    to: "request a checkpoint",
    past: "requested a checkpoint of the ledger",
  },
  verify_ledger: { label: "Verify now", to: "verify the ledger", past: "requested a verification of the ledger" },
  place_shifts: { label: "Place shifts", to: "place shifts", past: "placed shifts" },
  take_on_call: {
    label: "Take over now",
    to: "take over on-call duty",
    past: "took over on-call duty",
    hint: "You become the primary now. No approval is needed.",
  },
  withdraw_shifts: {
    label: "Withdraw shifts",
    to: "withdraw shifts",
    past: "withdrew shifts",
    hint: "Takes effect now. Past shifts stay on record.",
  },
  deliver: { label: "Deliver", to: "deliver it", past: "delivered it" },
  give_up: { label: "Mark as failed", to: "mark it as failed", past: "marked it as failed" },
  drop: { label: "Mark as obsolete", to: "mark it as obsolete", past: "marked it as obsolete" },
  send_again: { label: "Send again", to: "send it again", past: "sent it again" },
  identify: { label: "Identification", to: "be identified", past: "was identified by the identity provider" },
  sign_in: { label: "Sign in", to: "sign in", past: "signed in" },
  sign_out: { label: "Sign out", to: "sign out", past: "ended a session" },
  role_change: { label: "Role change", to: "change a role", past: "had a role changed by the identity provider" },
  refused: { label: "Refused", to: "be refused", past: "was refused" },
  resemble: {
    label: "Resemble",
    to: "resemble another account",
    past: "signed in with the e-mail address of another account",
  },
  same_person: {
    label: "It is the same person",
    to: "confirm that two accounts belong to one person",
    past: "confirmed that this and another account belong to one person",
    hint: "Neither account can review or approve what the other wrote.",
  },
  different_person: {
    label: "They are two people",
    to: "confirm that two accounts belong to two people",
    past: "confirmed that this and another account belong to two people",
    hint: "From now on each may review and approve what the other wrote.",
  },
  deactivate: {
    label: "Deactivate",
    to: "deactivate a person",
    past: "deactivated this person",
    hint: "Ends their sessions, calendar feeds, gate tokens, delegations and shifts. They cannot sign in until they are reactivated.",
  },
  reactivate: {
    label: "Reactivate",
    to: "reactivate a person",
    past: "reactivated this person",
    hint: "They can sign in again. Their sessions, feeds, tokens, delegations and shifts stay ended.",
  },
  end_sessions: { label: "End all sessions", to: "end their sessions", past: "ended all sessions" },
};

/** What somebody did, after "who": in the affirmative for *same*, denied for *not*. */
export const actWords: Record<Act, { readonly did: string; readonly not: string; readonly you: string }> = {
  author: { did: "wrote part of it", not: "did not write any of it", you: "You wrote part of it." },
  latest_author: { did: "is its author", not: "is not its author", you: "You are its author." },
  reviewer: { did: "reviewed it", not: "did not review it", you: "You reviewed it." },
  approver: { did: "approved it", not: "did not approve it", you: "You approved it." },
  executor: { did: "carried it out", not: "did not carry it out", you: "You carried it out." },
  starter: { did: "started it", not: "did not start it", you: "You started it." },
  rollback: { did: "rolled it back", not: "did not roll it back", you: "You rolled it back." },
  documenter: { did: "documented it", not: "did not document it", you: "You documented it." },
  investigator: { did: "investigated it", not: "did not investigate it", you: "You investigated it." },
  placer: { did: "placed it", not: "did not place it", you: "You placed it." },
  proposer: { did: "proposed it", not: "did not propose it", you: "You proposed it." },
  self: { did: "is that person", not: "is not that person", you: "You are that person." },
};

export const triggerWords = {
  restore_service: "Restore service",
  prevent_data_loss: "Prevent data loss",
  contain_threat: "Contain a threat",
  made_without_record: "Made without a record",
} as const;

export const outcomeWords: Record<string, string> = {
  complete: "complete",
  partial: "partial",
  impossible: "impossible",
  justified: "justified",
  justified_with_findings: "justified, with findings",
  not_justified: "not justified",
};

export const isStep = (word: string): word is Step => Object.hasOwn(stepWords, word);
export const statusWord = (status: Status): string => statusWords[status];

/** An answer of a list as people read it: "made_without_record" as "Made without a record". */
export const optionWord = (option: string): string =>
  Object.hasOwn(triggerWords, option)
    ? triggerWords[option as keyof typeof triggerWords]
    : capital(outcomeWords[option] ?? option);

/** A word as it begins a label: "waiting to be sent" as "Waiting to be sent". */
export const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** Why an emergency could not wait. */
export const triggerWord = (trigger: string): string => optionWord(trigger).toLowerCase();
