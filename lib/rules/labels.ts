import type { ChangeType, Channel, Status, Tier } from "./record";
import type { Role } from "./roles";
import type { PastAction, Step } from "./rules";

/** Statuses as people read them. */
export const statusLabels: Record<Status, string> = {
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
  lent: "delegated",
  ended: "ended",
  installed: "installed",
  known: "known",
  deactivated: "deactivated",
  placed: "placed",
  lifted: "lifted",
  withdrawn: "withdrawn",
  imported: "imported",
  queued: "waiting to be sent",
  delivered: "delivered",
  given_up: "failed",
  dropped: "obsolete",
  enabled: "enabled",
  disabled: "disabled",
};

export const typeLabels: Record<ChangeType, string> = {
  standard: "Standard change",
  normal: "Normal change",
  emergency: "Emergency change",
};

export const channelLabels: Record<Channel, string> = { slack: "Slack", email: "E-mail", webhook: "Webhook" };

export const tierLabels: Record<Tier, string> = { primary: "Primary", secondary: "Secondary" };

export const roleLabels: Record<Role, string> = {
  operator: "operator",
  reviewer: "reviewer",
  ops_lead: "operations lead",
  auditor: "auditor",
};

/** The label of the button, the infinitive, the past tense for the history, and a hint. */
export const stepLabels: Record<
  Step,
  { readonly label: string; readonly infinitive: string; readonly pastTense: string; readonly hint?: string }
> = {
  draft: { label: "Save draft", infinitive: "draft a change", pastTense: "drafted it" },
  edit: { label: "Edit", infinitive: "edit it", pastTense: "edited it" },
  take_over: {
    label: "Take over",
    infinitive: "take it over",
    pastTense: "took it over",
    hint: "You become the author, so you can no longer review or approve the change.",
  },
  document: {
    label: "Document",
    infinitive: "document it",
    pastTense: "documented it",
    hint: "Puts the five facts on record.",
  },
  submit: {
    label: "Submit for review",
    infinitive: "submit it",
    pastTense: "submitted it for review",
    hint: "Next, a reviewer who did not write any of the change reviews it.",
  },
  review: {
    label: "Mark as reviewed",
    infinitive: "review it",
    pastTense: "reviewed it",
    hint: "Confirms that you have read what, why and the rollback plan, and would execute the change as written.",
  },
  approve: {
    label: "Approve",
    infinitive: "approve it",
    pastTense: "approved it",
    hint: "Valid for this revision only, for 30 days.",
  },
  approve_routine: {
    label: "Approve as routine",
    infinitive: "approve it as routine",
    pastTense: "approved it as routine",
    hint: "The catalogue entry allows the reviewer to approve.",
  },
  send_back: {
    label: "Send back",
    infinitive: "send it back",
    pastTense: "sent it back",
    hint: "The author edits the change and submits it again.",
  },
  reject: { label: "Reject", infinitive: "reject it", pastTense: "rejected it", hint: "Ends this change for good." },
  schedule: { label: "Schedule", infinitive: "schedule it", pastTense: "scheduled it" },
  reschedule: { label: "Reschedule", infinitive: "reschedule it", pastTense: "rescheduled it" },
  schedule_over: {
    label: "Override conflict and schedule",
    infinitive: "override a conflict and schedule it",
    pastTense: "overrode a conflict and scheduled it",
    hint: "Waives conflicts and freezes for this revision. The report lists this as an exception.",
  },
  start: {
    label: "Start",
    infinitive: "start it",
    pastTense: "started it",
    hint: "Records you as the person who makes the change, starting now.",
  },
  declare: { label: "Declare emergency", infinitive: "declare an emergency", pastTense: "declared the emergency" },
  extend: { label: "Extend window", infinitive: "extend its window", pastTense: "extended its window" },
  log: { label: "Log as done", infinitive: "log it as done", pastTense: "logged it as done" },
  finish: { label: "Finish", infinitive: "finish it", pastTense: "finished it" },
  call_off: {
    label: "Call off",
    infinitive: "call it off",
    pastTense: "called it off: nothing was changed",
    hint: "Only if nothing was changed. The report lists this as an exception.",
  },
  stand_down: {
    label: "Stand down",
    infinitive: "stand down",
    pastTense: "stood down: nothing was changed",
    hint: "Only if nothing was changed. Documentation and review are still due.",
  },
  verify: { label: "Mark as verified", infinitive: "verify it", pastTense: "verified it" },
  return: {
    label: "Return for documentation",
    infinitive: "return it for documentation",
    pastTense: "returned it for documentation",
  },
  review_after: {
    label: "Post-implementation review",
    infinitive: "complete the post-implementation review",
    pastTense: "completed the post-implementation review",
  },
  rule_out_of_scope: {
    label: "Rule out of scope",
    infinitive: "rule it out of scope",
    pastTense: "ruled it out of scope",
    hint: "A category and a managed system are then not required. The record and your reason stay.",
  },
  fail: {
    label: "Report a problem",
    infinitive: "report a problem with it",
    pastTense: "reported a problem: the change failed",
    hint: "Opens an incident, queues the Slack alert and puts the rollback plan first.",
  },
  begin_rollback: {
    label: "Start rollback",
    infinitive: "start the rollback",
    pastTense: "started the rollback",
    hint: "Shows everybody that you are rolling the change back.",
  },
  record_roster: {
    label: "Record the roster",
    infinitive: "record the roster",
    pastTense: "recorded the roster",
  },
  roll_back: { label: "Record rollback", infinitive: "roll it back", pastTense: "rolled it back" },
  settle: {
    label: "Close after rollback",
    infinitive: "close it after rollback",
    pastTense: "closed it after rollback",
  },
  revise: {
    label: "Revise",
    infinitive: "return it to draft",
    pastTense: "returned it to draft",
    hint: "Returns the change to draft. Its review and approval become void.",
  },
  cancel: {
    label: "Cancel change",
    infinitive: "cancel it",
    pastTense: "cancelled it",
    hint: "Ends this change for good. The number and history stay.",
  },
  note: { label: "Add note", infinitive: "add a note to it", pastTense: "added a note" },
  redact: {
    label: "Redact text",
    infinitive: "redact a text in it",
    pastTense: "redacted a text",
    hint: "Deletes the text for good. The record still shows who wrote it and who redacted it.",
  },
  open: {
    label: "Open incident",
    infinitive: "open an incident",
    pastTense: "opened the incident by reporting the failure",
  },
  raise: {
    label: "Raise severity",
    infinitive: "raise its severity",
    pastTense: "raised the severity after the rollback",
  },
  assign: { label: "Assign incident", infinitive: "assign it", pastTense: "assigned it" },
  investigate: { label: "Record investigation", infinitive: "record the investigation", pastTense: "investigated it" },
  close_incident: { label: "Close incident", infinitive: "close it", pastTense: "closed the incident" },
  attest: {
    label: "Confirm the team was told another way",
    infinitive: "confirm that the team was told another way",
    pastTense: "confirmed that the team was told another way",
    hint: "The report lists this as an exception.",
  },
  answer: { label: "Resolve finding", infinitive: "resolve a finding", pastTense: "resolved a finding" },
  propose: { label: "Propose entry", infinitive: "propose an entry", pastTense: "proposed it" },
  approve_entry: { label: "Approve entry", infinitive: "approve it", pastTense: "approved it" },
  suspend: { label: "Suspend entry", infinitive: "suspend it", pastTense: "suspended it by reporting a failure" },
  replace: { label: "Replace entry", infinitive: "replace it", pastTense: "replaced it with a newer version" },
  retire: {
    label: "Retire entry",
    infinitive: "retire it",
    pastTense: "retired it",
    hint: "No new change can use the entry. Existing changes keep it.",
  },
  amend_system: { label: "Save system", infinitive: "edit it", pastTense: "edited it" },
  retire_system: {
    label: "Retire system",
    infinitive: "retire it",
    pastTense: "retired it",
    hint: "The system is no longer managed. Open changes may finish.",
  },
  manage_again: {
    label: "Return to management",
    infinitive: "return it to management",
    pastTense: "returned it to management",
  },
  delegate: {
    label: "Delegate authority",
    infinitive: "delegate operations lead authority",
    pastTense: "delegated operations lead authority",
    hint: "The delegate can approve, reject, send back, extend windows, close after rollback and review emergencies, but never changes they wrote or reviewed.",
  },
  end_delegation: {
    label: "End delegation",
    infinitive: "end the delegation",
    pastTense: "ended the delegation",
    hint: "Takes effect now. What was done under it stays valid.",
  },
  place_halt: {
    label: "Halt deploys",
    infinitive: "halt application deploys",
    pastTense: "halted application deploys",
    hint: "Denies deploys at the gate until the halt is lifted.",
  },
  import_past: {
    label: "Import records",
    infinitive: "import records of another system",
    pastTense: "imported records of another system",
    hint: "They are shown as imported records, apart from the changes under this policy.",
  },
  withdraw_import: {
    label: "Withdraw import",
    infinitive: "withdraw it",
    pastTense: "withdrew it",
    hint: "Its records leave the list, the calendar and the report. They stay stored and stay on this page.",
  },
  lift_halt: { label: "Lift halt", infinitive: "lift it", pastTense: "lifted it" },
  add_webhook: {
    label: "Add webhook",
    infinitive: "add a webhook",
    pastTense: "added a webhook",
    hint: "The signing key is shown only once. Events from now on are sent, earlier ones are not.",
  },
  amend_webhook: { label: "Save webhook", infinitive: "edit it", pastTense: "edited it" },
  rotate_webhook: {
    label: "Rotate signing key",
    infinitive: "rotate its signing key",
    pastTense: "rotated its signing key",
    hint: "The new key is shown only once. For seven days, or until you drop the old key, both keys sign.",
  },
  drop_old_key: {
    label: "Drop old key",
    infinitive: "drop its old key",
    pastTense: "dropped its old key",
    hint: "From now on only the new key signs.",
  },
  disable_webhook: {
    label: "Disable webhook",
    infinitive: "disable it",
    pastTense: "disabled it",
    hint: "Nothing more is sent, and what waits is dropped.",
  },
  stop_webhook: {
    label: "Stop webhook",
    infinitive: "stop it",
    pastTense: "was answered that the endpoint is gone, so it was disabled",
  },
  enable_webhook: {
    label: "Enable webhook",
    infinitive: "enable it",
    pastTense: "enabled it",
    hint: "Events from now on are sent; what happened meanwhile is not.",
  },
  make_token: {
    label: "Create token",
    infinitive: "create a token",
    pastTense: "created a token",
    hint: "The token is shown only once.",
  },
  revoke_token: { label: "Revoke token", infinitive: "revoke a token", pastTense: "revoked a token" },
  propose_account: {
    label: "Propose service account",
    infinitive: "propose a service account",
    pastTense: "proposed it",
    hint: "You answer for what it does. An operations lead who did not propose it approves it.",
  },
  approve_account: {
    label: "Approve service account",
    infinitive: "approve it",
    pastTense: "approved it",
    hint: "Its accountable operator can then create tokens for it.",
  },
  take_over_account: {
    label: "Take over",
    infinitive: "take it over",
    pastTense: "took it over",
    hint: "You answer for it from now on. Its tokens end, and an operations lead approves it again.",
  },
  end_account: {
    label: "End service account",
    infinitive: "end it",
    pastTense: "ended it",
    hint: "Its tokens end with it.",
  },
  end_token: { label: "End token", infinitive: "end a token", pastTense: "lost the role that a token needs" },
  review_policy: {
    label: "Record policy review",
    infinitive: "record a policy review",
    pastTense: "reviewed the policy",
    hint: "The text stays as it is. The next review is due in 12 months.",
  },
  publish_policy: {
    label: "Publish policy",
    infinitive: "publish a new version of the policy",
    pastTense: "published a new version of the policy",
  },
  record_rulebook: {
    label: "Record the rulebook",
    infinitive: "record the rulebook",
    pastTense: "recorded the fingerprint of the rulebook",
  },
  register: { label: "Register system", infinitive: "register a system", pastTense: "registered it" },
  place_freeze: {
    label: "Place freeze",
    infinitive: "place a freeze",
    pastTense: "placed it",
    hint: "Nothing can be scheduled or started during the freeze. Emergencies and rollbacks are not affected.",
  },
  lift_freeze: {
    label: "Lift freeze",
    infinitive: "lift it",
    pastTense: "lifted it",
    hint: "Takes effect now. The freeze stays on record.",
  },
  set_timezone: { label: "Set time zone", infinitive: "set their time zone", pastTense: "set the time zone" },
  make_feed: {
    label: "Create feed",
    infinitive: "create a calendar feed",
    pastTense: "created a calendar feed",
    hint: "The address is shown only once. Anyone who has it can read the calendar as you.",
  },
  revoke_feed: { label: "Revoke feed", infinitive: "revoke a calendar feed", pastTense: "revoked a calendar feed" },
  choose_emails: {
    label: "Save e-mail choice",
    infinitive: "choose their e-mails",
    pastTense: "chose which e-mails to get",
  },
  watch: {
    label: "Watch",
    infinitive: "watch it",
    pastTense: "started to watch a record",
  },
  unwatch: { label: "Stop watching", infinitive: "stop watching it", pastTense: "stopped watching a record" },
  acknowledge: {
    label: "Mark as read",
    infinitive: "mark notes as read",
    pastTense: "marked notes of a change as read",
  },
  export: { label: "Export", infinitive: "export records", pastTense: "exported records" },
  sign_checkpoint: {
    label: "Sign checkpoint now",
    infinitive: "request a checkpoint",
    pastTense: "requested a checkpoint of the ledger",
  },
  verify_ledger: {
    label: "Verify now",
    infinitive: "verify the ledger",
    pastTense: "requested a verification of the ledger",
  },
  place_shifts: { label: "Place shifts", infinitive: "place shifts", pastTense: "placed shifts" },
  take_on_call: {
    label: "Take over now",
    infinitive: "take over on-call duty",
    pastTense: "took over on-call duty",
    hint: "You become primary on call now. No approval is needed.",
  },
  withdraw_shifts: {
    label: "Withdraw shifts",
    infinitive: "withdraw shifts",
    pastTense: "withdrew shifts",
    hint: "Takes effect now. Past shifts stay on record.",
  },
  deliver: { label: "Deliver", infinitive: "deliver it", pastTense: "delivered it" },
  give_up: { label: "Mark as failed", infinitive: "mark it as failed", pastTense: "marked it as failed" },
  drop: { label: "Mark as obsolete", infinitive: "mark it as obsolete", pastTense: "marked it as obsolete" },
  send_again: { label: "Send again", infinitive: "send it again", pastTense: "sent it again" },
  identify: {
    label: "Identify person",
    infinitive: "be identified",
    pastTense: "was identified by the identity provider",
  },
  sign_in: { label: "Sign in", infinitive: "sign in", pastTense: "signed in" },
  sign_out: { label: "Sign out", infinitive: "sign out", pastTense: "ended a session" },
  role_change: {
    label: "Role change",
    infinitive: "change a role",
    pastTense: "had a role changed by the identity provider",
  },
  refused: { label: "Refused", infinitive: "be refused", pastTense: "was refused" },
  resemble: {
    label: "Flag duplicate e-mail address",
    infinitive: "sign in with the e-mail address of another account",
    pastTense: "signed in with the e-mail address of another account",
  },
  same_person: {
    label: "It is the same person",
    infinitive: "confirm that two accounts belong to one person",
    pastTense: "confirmed that this and another account belong to one person",
    hint: "Neither account can review or approve what the other wrote.",
  },
  different_person: {
    label: "They are two people",
    infinitive: "confirm that two accounts belong to two people",
    pastTense: "confirmed that this and another account belong to two people",
    hint: "From now on each may review and approve what the other wrote.",
  },
  deactivate: {
    label: "Deactivate",
    infinitive: "deactivate a person",
    pastTense: "deactivated this person",
    hint: "Ends their sessions, calendar feeds, gate tokens, delegations and shifts. They cannot sign in until they are reactivated.",
  },
  reactivate: {
    label: "Reactivate",
    infinitive: "reactivate a person",
    pastTense: "reactivated this person",
    hint: "They can sign in again. Their sessions, feeds, tokens, delegations and shifts stay ended.",
  },
  end_sessions: { label: "End all sessions", infinitive: "end their sessions", pastTense: "ended all sessions" },
};

/** What somebody did, after "who": in the affirmative for *same*, denied for *not*. */
export const pastActionLabels: Record<
  PastAction,
  { readonly did: string; readonly not: string; readonly you: string }
> = {
  author: { did: "wrote part of it", not: "did not write any of it", you: "You wrote part of it." },
  latest_author: { did: "is the author", not: "is not the author", you: "You are the author." },
  reviewer: { did: "reviewed it", not: "did not review it", you: "You reviewed it." },
  approver: { did: "approved it", not: "did not approve it", you: "You approved it." },
  executor: { did: "carried it out", not: "did not carry it out", you: "You carried it out." },
  starter: { did: "started it", not: "did not start it", you: "You started it." },
  rollback: { did: "rolled it back", not: "did not roll it back", you: "You rolled it back." },
  documenter: { did: "documented it", not: "did not document it", you: "You documented it." },
  investigator: { did: "investigated it", not: "did not investigate it", you: "You investigated it." },
  placer: { did: "placed it", not: "did not place it", you: "You placed it." },
  proposer: { did: "proposed it", not: "did not propose it", you: "You proposed it." },
  accountable: {
    did: "is accountable for it",
    not: "is not accountable for it yet",
    you: "You are accountable for it.",
  },
  self: { did: "is that person", not: "is not that person", you: "You are that person." },
};

export const triggerLabels = {
  restore_service: "Restore service",
  prevent_data_loss: "Prevent data loss",
  contain_threat: "Contain a threat",
  made_without_record: "Made without a record",
} as const;

export const outcomeLabels: Record<string, string> = {
  complete: "complete",
  partial: "partial",
  impossible: "impossible",
  justified: "justified",
  justified_with_findings: "justified, with findings",
  not_justified: "not justified",
};

export const isStep = (text: string): text is Step => Object.hasOwn(stepLabels, text);
export const statusLabel = (status: Status): string => statusLabels[status];

/** An answer of a list as people read it: "made_without_record" as "Made without a record". */
export const optionLabel = (option: string): string =>
  Object.hasOwn(triggerLabels, option)
    ? triggerLabels[option as keyof typeof triggerLabels]
    : capitalise(outcomeLabels[option] ?? option);

/** A word as it begins a label: "waiting to be sent" as "Waiting to be sent". */
export const capitalise = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Why an emergency could not wait. */
export const triggerLabel = (trigger: string): string => optionLabel(trigger).toLowerCase();
