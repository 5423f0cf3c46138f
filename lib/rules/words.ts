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
  given_up: "given up",
  dropped: "no longer needed",
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

/** The words of a step: its button, what its person did, and what it asks of them. */
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
    hint: "A reviewer who wrote none of it reads it next.",
  },
  review: {
    label: "Mark as reviewed",
    to: "review it",
    past: "reviewed it",
    hint: "You read what, why and the rollback plan, and you would carry it out as written.",
  },
  approve: {
    label: "Approve",
    to: "approve it",
    past: "approved it",
    hint: "Holds for this revision only, for 30 days.",
  },
  approve_routine: {
    label: "Approve as routine",
    to: "approve it as routine",
    past: "approved it as routine",
    hint: "Its catalogue entry lets its reviewer approve it.",
  },
  send_back: {
    label: "Send back",
    to: "send it back",
    past: "sent it back",
    hint: "Its author changes it and submits it again.",
  },
  reject: { label: "Reject", to: "reject it", past: "rejected it", hint: "Ends this change for good." },
  schedule: { label: "Schedule", to: "schedule it", past: "scheduled it" },
  reschedule: { label: "Reschedule", to: "reschedule it", past: "rescheduled it" },
  schedule_over: {
    label: "Schedule over a conflict",
    to: "schedule it over a conflict",
    past: "scheduled it over a conflict",
    hint: "Waives conflicts and freezes for this revision. The report lists it as an exception.",
  },
  start: {
    label: "Start",
    to: "start it",
    past: "started it",
    hint: "Records you as the person who makes the change, from now.",
  },
  declare: { label: "Declare emergency", to: "declare an emergency", past: "declared the emergency" },
  extend: { label: "Extend window", to: "extend its window", past: "extended its window" },
  log: { label: "Log as done", to: "log it as done", past: "logged it as done" },
  finish: { label: "Finish", to: "finish it", past: "finished it" },
  call_off: {
    label: "Call off",
    to: "call it off",
    past: "called it off: nothing was changed",
    hint: "Only when nothing was changed. The report lists it as an exception.",
  },
  stand_down: {
    label: "Stand down",
    to: "stand down",
    past: "stood down: nothing was changed",
    hint: "Only when nothing was changed. It is still documented and reviewed.",
  },
  verify: { label: "Mark as verified", to: "verify it", past: "verified it" },
  return: { label: "Return for documentation", to: "return its documentation", past: "returned its documentation" },
  review_after: { label: "Review after the fact", to: "review it after the fact", past: "reviewed it after the fact" },
  rule_out_of_scope: {
    label: "Rule out of scope",
    to: "rule it out of scope",
    past: "ruled it out of scope",
    hint: "Its category and a managed system need not be named then. The record stays, and so does your reason.",
  },
  fail: {
    label: "Report a problem",
    to: "report a problem with it",
    past: "reported a problem: the change failed",
    hint: "Opens an incident, queues the Slack alert and puts the rollback plan first.",
  },
  begin_rollback: {
    label: "I am rolling it back",
    to: "say that they are rolling it back",
    past: "began to roll it back",
    hint: "So that nobody else does at the same time.",
  },
  record_roster: {
    label: "Record the roster",
    to: "record the roster",
    past: "had the roster of its beginning recorded",
  },
  roll_back: { label: "Record the rollback", to: "roll it back", past: "rolled it back" },
  settle: { label: "Settle", to: "settle it", past: "settled it" },
  revise: {
    label: "Revise",
    to: "take it back to revise it",
    past: "took it back to revise it",
    hint: "Back to draft. Its review and approval no longer count.",
  },
  cancel: {
    label: "Cancel change",
    to: "cancel it",
    past: "cancelled it",
    hint: "Ends this change for good. Its number and history stay.",
  },
  note: { label: "Add note", to: "add a note to it", past: "noted" },
  redact: {
    label: "Redact text",
    to: "redact a text of it",
    past: "redacted a text of it",
    hint: "The text is gone for good. That it was there, who wrote it and who redacted it stays.",
  },
  open: { label: "Open", to: "open it", past: "opened the incident by reporting the failure" },
  raise: {
    label: "Raise severity",
    to: "raise its severity",
    past: "raised the severity by the outcome of the rollback",
  },
  assign: { label: "Assign", to: "assign it", past: "assigned it" },
  investigate: { label: "Record investigation", to: "record its investigation", past: "investigated it" },
  close_incident: { label: "Close incident", to: "close it", past: "closed the incident" },
  attest: {
    label: "Attest another channel",
    to: "attest another channel",
    past: "attested that the team was told another way",
    hint: "The report lists it as an exception.",
  },
  answer: { label: "Answer finding", to: "answer a finding", past: "answered a finding" },
  propose: { label: "Propose", to: "propose an entry", past: "proposed it" },
  approve_entry: { label: "Approve entry", to: "approve it", past: "approved it" },
  suspend: { label: "Suspend", to: "suspend it", past: "suspended it by reporting a failure" },
  replace: { label: "Replace", to: "replace it", past: "replaced it by a newer version" },
  retire: {
    label: "Retire entry",
    to: "retire it",
    past: "retired it",
    hint: "Nothing new is made from it. Old records keep it.",
  },
  amend_system: { label: "Save", to: "change it", past: "changed it" },
  retire_system: {
    label: "Retire system",
    to: "retire it",
    past: "retired it",
    hint: "It is no longer managed. Open changes may finish.",
  },
  manage_again: { label: "Manage again", to: "take it under management again", past: "took it under management again" },
  delegate: {
    label: "Lend the role",
    to: "lend the role of operations lead",
    past: "lent the role of operations lead",
    hint: "They may approve, reject, send back, review after, settle and extend, never what they wrote or reviewed.",
  },
  end_delegation: {
    label: "End delegation",
    to: "end the delegation",
    past: "ended the delegation",
    hint: "From this moment; what was done under it stays.",
  },
  place_halt: {
    label: "Halt deploys",
    to: "halt application deploys",
    past: "halted application deploys",
    hint: "Pipelines that ask are denied until it is lifted.",
  },
  lift_halt: { label: "Lift halt", to: "lift it", past: "lifted it" },
  make_token: {
    label: "Make a token",
    to: "make a token of the gate",
    past: "made a token of the gate",
    hint: "It is shown once.",
  },
  revoke_token: { label: "Revoke", to: "revoke a token of the gate", past: "revoked a token of the gate" },
  review_policy: {
    label: "Record a review",
    to: "record a review of the policy",
    past: "reviewed the policy",
    hint: "The text stays as it is; the next review is due in 12 months.",
  },
  publish_policy: {
    label: "Put in force",
    to: "put a new text in force",
    past: "put a new text of the policy in force",
  },
  record_rulebook: {
    label: "Record the rulebook",
    to: "record the rulebook",
    past: "recorded the fingerprint of what decides",
  },
  register: { label: "Register system", to: "register a system", past: "registered it" },
  place_freeze: {
    label: "Place freeze",
    to: "place a freeze",
    past: "placed it",
    hint: "Nothing is scheduled into it and nothing starts in it. Emergencies and rollbacks go on.",
  },
  lift_freeze: {
    label: "Lift freeze",
    to: "lift it",
    past: "lifted it",
    hint: "From this moment; what it covered until now stays on record.",
  },
  set_timezone: { label: "Set time zone", to: "set their time zone", past: "set the time zone" },
  make_feed: {
    label: "Make a feed",
    to: "make a calendar feed",
    past: "made a calendar feed",
    hint: "Its address is shown once. Whoever has it can read the calendar as you.",
  },
  revoke_feed: { label: "Revoke", to: "revoke the feed", past: "revoked a calendar feed" },
  choose_emails: { label: "Save", to: "choose their e-mails", past: "chose which e-mails to get" },
  export: { label: "Export", to: "export records", past: "exported records" },
  sign_checkpoint: {
    label: "Sign a checkpoint now",
    to: "ask for a checkpoint",
    past: "asked for a checkpoint of the ledger",
  },
  verify_ledger: { label: "Verify now", to: "have the ledger verified", past: "had the ledger verified" },
  place_shifts: { label: "Place shifts", to: "place shifts", past: "placed shifts" },
  take_on_call: {
    label: "Take over now",
    to: "take over being on call",
    past: "took over being on call",
    hint: "From this moment you are the primary. Nobody has to approve it.",
  },
  withdraw_shifts: {
    label: "Withdraw shifts",
    to: "withdraw shifts",
    past: "withdrew shifts",
    hint: "From this moment; what they said until now stays on record.",
  },
  deliver: { label: "Deliver", to: "deliver it", past: "delivered it" },
  give_up: { label: "Give up", to: "give it up", past: "gave it up" },
  drop: { label: "Drop", to: "drop it", past: "dropped it" },
  send_again: { label: "Send again", to: "have it sent again", past: "had it sent again" },
  identify: { label: "Identification", to: "be named", past: "was named by the identity provider" },
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
    to: "say that two accounts are one person’s",
    past: "said that this and another account are one person’s",
    hint: "What one of the accounts wrote, the other can never review or approve.",
  },
  different_person: {
    label: "They are two people",
    to: "say that two accounts are two people’s",
    past: "said that this and another account are two people’s",
    hint: "From now on each may review and approve what the other wrote.",
  },
  deactivate: {
    label: "Deactivate",
    to: "deactivate somebody",
    past: "deactivated this person",
    hint: "Ends their sessions, calendar feeds, tokens of the gate, delegations and shifts. They cannot sign in until they are reactivated.",
  },
  reactivate: {
    label: "Reactivate",
    to: "reactivate somebody",
    past: "reactivated this person",
    hint: "They can sign in again. What ended with the deactivation stays ended.",
  },
  end_sessions: { label: "End all sessions", to: "end their sessions", past: "ended all sessions" },
};

/** What somebody did, after "who": in the affirmative for *same*, denied for *not*. */
export const actWords: Record<Act, { readonly did: string; readonly not: string; readonly you: string }> = {
  author: { did: "wrote part of it", not: "wrote none of it", you: "You wrote part of it." },
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
