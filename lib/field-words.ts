import type { Field } from "./fields";
import { metBy, type Step } from "./rules";

export type FieldWords = { readonly label: string; readonly hint?: string };

const words: Record<Field, FieldWords> = {
  type: { label: "Type" },
  title: { label: "Title", hint: "One line that a colleague recognises in a list." },
  category: { label: "Category", hint: "One of the eight that the policy covers." },
  systems: { label: "Systems", hint: "Every system under management that the change touches." },
  systemInWords: {
    label: "System that is not in the list, in words",
    hint: "Settle it with a registered system before you document.",
  },
  entry: { label: "Catalogue entry" },
  entryValues: { label: "Fields of the catalogue entry" },
  what: { label: "What", hint: "The specific change, step by step, so that somebody else could make it." },
  why: { label: "Why", hint: "The reason for the change." },
  rollbackPlan: {
    label: "Rollback plan",
    hint: "How to undo it if it causes problems. “n/a”, “tbd” and “none” are no plan.",
  },
  verification: {
    label: "Verification",
    hint: "How you will know that it works, and which monitoring you will check.",
  },
  impact: { label: "Impact", hint: "Who notices, and what happens if it goes wrong." },
  reversible: { label: "The rollback plan restores the earlier state completely" },
  expectedMinutes: { label: "Expected minutes" },
  rollbackMinutes: { label: "Minutes to roll back" },
  links: { label: "Links", hint: "Tickets, dashboards, runbooks: one https address a line." },
  isApplicationDeploy: {
    label: "This is an application deploy started by a development team",
    hint: "Such deploys are not covered by this policy.",
  },
  comment: { label: "Comment" },
  reason: { label: "Reason" },
  windowStart: { label: "Window starts" },
  windowEnd: { label: "Window ends", hint: "At most 24 hours after it starts." },
  timezone: { label: "Time zone of these times" },
  implementer: { label: "Who will carry it out" },
  asTyped: { label: "Window as it was typed" },
  actual: { label: "What was actually done" },
  endedAt: { label: "Ended at", hint: "Leave it empty for now." },
  monitoring: { label: "Monitoring: what was checked, and what it showed" },
  evidence: { label: "Evidence", hint: "A link to a dashboard or a log." },
  trigger: { label: "Why it cannot wait" },
  startedAt: { label: "Started at", hint: "Leave it empty for now." },
  explanation: { label: "Anything the lead should know" },
  outcome: { label: "Outcome" },
  rootCause: { label: "Root cause" },
  findings: { label: "Finding", hint: "What has to change so that it does not happen again." },
  owner: { label: "Owner" },
  severity: { label: "Severity" },
  channel: { label: "Channel that reached the team", hint: "For example: a phone call, or a message in another chat." },
  entryKind: { label: "Kind" },
  blanks: { label: "Fields to fill in" },
  allowedInFreeze: { label: "May be started in a freeze" },
  covers: { label: "What it covers" },
  repeats: {
    label: "Repeats",
    hint: "An RFC 5545 rule that ends, such as FREQ=WEEKLY;BYDAY=FR;COUNT=12 or FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231. Leave it empty for once.",
  },
  spans: { label: "Times" },
  withoutTitles: { label: "Leave titles out", hint: "The feed then says numbers, types and states only." },
  feedToken: { label: "Secret" },
  feed: { label: "Feed" },
  name: { label: "Name" },
  client: { label: "Client" },
  systemKind: { label: "Kind of system", hint: "For example: database, firewall, cluster." },
  role: { label: "Role" },
  held: { label: "Held" },
  refusedStep: { label: "Step" },
  subjectType: { label: "Kind of record" },
  subjectId: { label: "Record" },
  sentence: { label: "Refusal" },
  clauseCited: { label: "Clause" },
};

const inStep: Partial<Record<`${Step}.${Field}`, FieldWords>> = {
  "place_freeze.name": { label: "Name", hint: "What people read when they are refused: “Year-end freeze”." },
  "place_freeze.reason": { label: "Why nothing may be changed" },
  "place_freeze.windowStart": { label: "Starts" },
  "place_freeze.windowEnd": { label: "Ends", hint: "Of the first time when it repeats." },
  "lift_freeze.reason": { label: "Why it is lifted" },
  "make_feed.name": { label: "Name", hint: "Where you will use it: “Phone”." },
  "set_timezone.timezone": { label: "Your time zone", hint: "For example Europe/Berlin." },
  "verify.comment": { label: "What shows that it works as expected" },
  "send_back.comment": { label: "What has to change" },
  "return.comment": { label: "What the documentation still lacks" },
  "note.comment": { label: "Note", hint: "Its time is recorded." },
  "fail.reason": { label: "What went wrong" },
  "reject.reason": { label: "Why it is rejected" },
  "cancel.reason": { label: "Why it is cancelled" },
  "revise.reason": { label: "What has to be revised" },
  "take_over.reason": { label: "Why you take it over" },
  "call_off.reason": { label: "Why it is called off" },
  "stand_down.reason": { label: "Why nothing had to be changed" },
  "extend.reason": { label: "Why it takes longer" },
  "schedule_over.reason": { label: "Why it cannot use another window" },
  "attest.reason": { label: "How you know that the team was told" },
  "review_after.reason": { label: "Your judgement, with its reason" },
  "review_after.outcome": { label: "Was the emergency justified?" },
  "roll_back.outcome": { label: "The rollback was" },
  "roll_back.actual": { label: "What was done to roll back" },
  "declare.what": { label: "What you are doing", hint: "One line. You complete it afterwards." },
  "extend.windowEnd": { label: "New end of the window" },
  "finish.endedAt": { label: "Ended at", hint: "Leave it empty for now." },
};

/** What a draft may still leave out, and a later step asks for. */
export const laterNeed = (step: Step, field: Field): string | undefined =>
  (step === "draft" || step === "edit") && metBy.facts_written?.includes(field)
    ? "needed before anybody decides"
    : undefined;

/** The label and the hint of `field` in the form of `step`. */
export const fieldWords = (step: Step, field: Field): FieldWords => inStep[`${step}.${field}`] ?? words[field];
