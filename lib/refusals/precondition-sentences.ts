import type { Clause } from "@/lib/rules/clauses";
import type { Precondition } from "@/lib/rules/rules";
import { rollbackPlanRequired } from "./field-refusals";
import type { ConditionalSentence } from "./refusal-group";

const chooseAnotherEntry = "Choose another entry, or propose a normal change.";
const noLongerRoutine = "The reviewer cannot approve the change as routine. An operations lead can approve it.";
const continueWithoutEntry = "Choose another entry, or propose the change without one.";

const entryExpired = "The catalogue entry expired after {expired}. An operations lead can approve a new version.";
const entryReplaced = "A newer version replaced the catalogue entry.";
const entrySuspended =
  "The catalogue entry is suspended because a change from it failed. An operations lead who did not propose it can approve it again.";
const entryRetired = "The catalogue entry is retired.";
const entryUnapproved =
  "The catalogue entry is {status}, not approved. An operations lead who did not propose it can approve it.";

/** Why an entry makes no change now, and what to do then. */
const entryNotLive = (next: string, also = ""): readonly ConditionalSentence[] => [
  [`${also}expired`, `${entryExpired} ${next}`],
  [`${also}status=replaced`, `${entryReplaced} ${next}`],
  [`${also}status=suspended`, `${entrySuspended} ${next}`],
  [`${also}status=retired`, `${entryRetired} ${next}`],
  [`${also}status`, `${entryUnapproved} ${next}`],
];

const reviseHint = "revise the change and have it reviewed and approved again.";
const freezesSentence = "{with: The freeze “<name>” (<of>) lasts until <until@>}.";
const avoidFreezeHint = "Choose a window outside the freeze, or ask an operations lead to override it.";
const startLaterHint =
  "Start the change afterwards. If it cannot wait, declare an emergency, or ask an operations lead to override the freeze for a normal change.";
const deployOutOfScope =
  "An application deploy initiated by a development team is not covered by this policy. No change is created; this decision is recorded.";
const haltHint = "Under the Production Ownership Policy, {organisation} can halt such a deploy.";
const stillMissing =
  "Still missing: {lacking}. An emergency names its category and a system that {organisation} manages.";
const unmanagedSystems =
  "{unmanaged} {unmanaged|is|are} not managed by {organisation}, so this policy does not cover it.";
const orRuleOutOfScope = "or ask an operations lead to rule the emergency out of scope.";
const explainHint = "Explain in the documentation why they acted.";

/** With what the refusal of an application deploy begins (Scope). */
export const deployOutOfScopeSentence = deployOutOfScope.slice(0, deployOutOfScope.indexOf(".") + 1);

/** What each need says when it does not hold: the first whose reason is there, the last one whatever the reason. */
export const preconditionSentences: Readonly<Record<Precondition, readonly ConditionalSentence[]>> = {
  in_scope: [
    ["deploy systems[]", `${deployOutOfScope} Systems named: {systems}. ${haltHint}`],
    ["deploy", `${deployOutOfScope} ${haltHint}`],
    [
      "outside[]",
      "The catalogue entry does not cover {outside|or}. Choose systems that the entry names, or propose a normal change.",
    ],
    [
      "unmanaged[]",
      "{unmanaged} {unmanaged|is|are} not managed by {organisation}, so this policy does not cover it. Register the system first, or choose another.",
    ],
    ["", "Name at least one system managed by {organisation} that the change touches."],
  ],
  facts_written: [
    ["missing[]", `Still missing: {missing_}. Edit the change first. ${rollbackPlanRequired}`],
    ["noPlan", rollbackPlanRequired],
    ["", `Still missing: what, why or the rollback plan. Edit the change first. ${rollbackPlanRequired}`],
  ],
  entry_live: [
    ...entryNotLive(chooseAnotherEntry),
    [
      "",
      "A standard change needs an approved standard entry of the catalogue. Choose an entry, or propose a normal change.",
    ],
  ],
  entry_routine: [
    ...entryNotLive(continueWithoutEntry, "unmade "),
    ["unmade", `A routine change needs an approved routine entry of the catalogue. ${continueWithoutEntry}`],
    ...entryNotLive(noLongerRoutine),
    [
      "",
      "The reviewer can approve only a change from an approved routine entry of the catalogue. An operations lead can approve this change.",
    ],
  ],
  reversible: [
    [
      "",
      "The change is not marked as fully reversible, so the reviewer cannot approve it as routine. An operations lead can approve it.",
    ],
  ],
  window_valid: [
    ["order", "The window must end after it starts. Choose a later end."],
    ["past", "The window is already over. Choose a later end."],
    ["early", "The window starts more than 60 minutes ago. Choose a later start."],
    ["long", "A window lasts at most 24 hours. Choose an earlier end, or split the change."],
    [
      "",
      "Choose a window that ends after it starts and after now, starts at most 60 minutes ago and lasts at most 24 hours.",
    ],
  ],
  window_free: [
    [
      "with[]",
      "{with: <number> holds <system> until <until@>}. Choose another window, or ask an operations lead to override the conflict.",
    ],
    [
      "",
      "Another change holds a system of this change at that time. Choose another window, or ask an operations lead to override the conflict.",
    ],
  ],
  window_unfrozen: [
    ["with[]", `${freezesSentence} ${avoidFreezeHint}`],
    ["", `A freeze covers a system of this change at that time. ${avoidFreezeHint}`],
  ],
  window_open: [
    ["opens", "The window opens on {opens@}. Start the change then, or reschedule it."],
    ["closed", "The window closed on {closed@}. Reschedule the change."],
    ["", "The change has no window. Schedule it first."],
  ],
  approval_fresh: [
    ["lapsed lapses", `The approval expired on {lapses@}, after 30 days. To go on, ${reviseHint}`],
    [
      "lapses",
      `The approval expires on {lapses@}, before this window starts. Choose an earlier window, or ${reviseHint}`,
    ],
    ["", "This revision is not approved."],
  ],
  system_idle: [
    [
      "with[]",
      "{with: <number> is <status_>} on a system of this change. Wait until it is done, or ask an operations lead to override the conflict.",
    ],
    [
      "",
      "Another change is running or failed on a system of this change. Wait until it is done, or ask an operations lead to override the conflict.",
    ],
  ],
  not_frozen: [
    ["with[]", `${freezesSentence} ${startLaterHint}`],
    ["", `A freeze covers a system of this change. ${startLaterHint}`],
  ],
  later_end: [
    ["long", "A window lasts at most 24 hours. Choose an earlier end."],
    ["past", "That end is in the past. Choose a later end."],
    ["end", "The window already lasts until {end@}. Choose a later end."],
    ["", "Choose an end that is later than now and at most 24 hours after the window starts."],
  ],
  started_in_past: [
    [
      "",
      "You cannot declare an emergency in advance. Leave the start empty to use the current time, or propose a normal change.",
    ],
  ],
  ended_in_past: [
    ["before", "The end is before the start. Correct the end."],
    ["", "The end is in the future. Leave empty to use the current time."],
  ],
  system_registered: [
    [
      "words",
      "The emergency names a system that is not in the register. Edit the emergency: choose the registered system and clear “Unregistered system”.",
    ],
    ["lacking[] documented", `${stillMissing} Return it for documentation, where both are chosen, ${orRuleOutOfScope}`],
    ["lacking[]", `${stillMissing} Choose both when you document it or edit it, ${orRuleOutOfScope}`],
    [
      "unmanaged[] documented",
      `${unmanagedSystems} Return it for documentation with a managed one, ${orRuleOutOfScope}`,
    ],
    ["unmanaged[]", `${unmanagedSystems} Choose a managed one when you document it or edit it, ${orRuleOutOfScope}`],
    ["", `An emergency names its category and a system that {organisation} manages. Choose both, ${orRuleOutOfScope}`],
  ],
  incident_closed: [
    [
      "open[]",
      "{open} {open|is|are} not closed. Record the investigation, then ask somebody to close it who neither carried out the change nor investigated.",
    ],
    [
      "",
      "The incident is not closed. Record the investigation, then ask somebody to close it who neither carried out the change nor investigated.",
    ],
  ],
  alert_delivered: [
    [
      "",
      "The Slack alert of the failure is not delivered yet. Wait for it, or ask an operations lead to confirm on the incident that the team was told another way.",
    ],
  ],
  off_roster_explained: [
    ["name nobody", `{name} was not on call when the emergency began, and nobody else was. ${explainHint}`],
    ["name", `{name} was not on call when the emergency began. ${explainHint}`],
    ["", `The person who declared the emergency was not on call when it began. ${explainHint}`],
  ],
  shifts_bounded: [
    ["takeOver", "A take-over must end within the next 7 days. Choose another end, or leave it empty."],
    ["who", "Somebody in these shifts is not an operator. Choose operators, reviewers or operations leads."],
    ["past", "All of these shifts are already over. Choose later times."],
    ["order", "A shift must end after it starts. Choose a later end."],
    ["many", "You can place at most 1,000 shifts at once, over at most three years. Choose fewer."],
    [
      "",
      "Shifts must end after they start and after now. You can place at most 1,000 at once, over at most three years.",
    ],
  ],
  entry_covers: [
    ["otherKind", "A new version must have the same kind as the entry it replaces. Propose a separate entry instead."],
    ["notClosed", "You can make an entry only from a closed change. Choose another change."],
    ["", "Choose at least one system or client for the entry."],
  ],
  management_bounded: [
    ["future", "Management cannot begin in the future. Register the system when it begins, or give an earlier time."],
    [
      "retired",
      "You can retire a system now or from an earlier time. If management ends later, edit the system and give the end.",
    ],
    ["links", "Links to monitoring must start with https://. Put a space between them."],
    ["order", "Management must end after it begins. Choose a later end, or an earlier beginning."],
    ["", "Management must end after it begins, and cannot begin in the future."],
  ],
  delegation_bounded: [
    ["lead", "This person is already an operations lead. Choose somebody else."],
    ["who", "This person takes no steps. Choose an operator or a reviewer who is not an auditor."],
    ["order", "The delegation must end after it begins. Choose a later end."],
    ["past", "The delegation is already over. Choose a later end."],
    ["long", "A delegation lasts at most 92 days. Choose an earlier end, and delegate again then."],
    [
      "",
      "Delegate to an operator who is neither an operations lead nor an auditor, for at most 92 days, until a time that is later than now.",
    ],
  ],
  token_bounded: [
    ["past", "The token would already have expired. Choose a later end."],
    ["long", "A token lasts at most 90 days. Choose an earlier end, and create another one then."],
    [
      "networks",
      "“{networks}” is no list of addresses. Write for example 192.0.2.0/24, and a comma before the next one.",
    ],
    ["", "A token ends after now and in at most 90 days."],
  ],
  halt_aimed: [
    ["unknown", "The register has no client {unknown}. Choose a client from the list, or register its first system."],
    ["", "Choose what to halt: a client, an application, an environment, or a combination."],
  ],
  freeze_bounded: [
    ["order", "The freeze must end after it starts. Choose a later end."],
    ["past", "The freeze is already over. Choose a later end."],
    ["spans", "A repeating freeze needs its times: at most 400, the first as given, each later than the one before."],
    ["", "A freeze must end after it starts and after now. A repeating freeze can have at most 400 times."],
  ],
};

/** The clause that a need speaks for where it is no need of the step: a draft may only name an entry that is live. */
export const clauseOfPrecondition: Partial<Record<Precondition, Clause>> = {
  entry_live: "standard",
  entry_routine: "normal-approved",
  management_bounded: "scope",
};
