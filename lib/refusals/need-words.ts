import type { Clause } from "@/lib/rules/clauses";
import type { Need } from "@/lib/rules/rules";
import { planIsRequired } from "./field-refusals";
import type { ReasonedWords } from "./refusal-group";

const anotherEntry = "Choose another entry, or propose a normal change.";
const noLongerRoutine = "So its reviewer cannot approve the change as routine: an operations lead approves it.";
const withoutEntry = "Choose another entry, or propose the change without one.";

const expired = "Its catalogue entry expired after {expired}. A new version of it has to be approved.";
const replaced = "A newer version replaced its catalogue entry.";
const suspended =
  "Its catalogue entry is suspended because a change from it failed. An operations lead who did not propose it approves it again.";
const retired = "Its catalogue entry is retired.";
const unapproved =
  "Its catalogue entry is {status}, not approved. An operations lead who did not propose it approves it.";

/** Why an entry makes no change now, and what to do then. */
const notLive = (next: string, also = ""): readonly ReasonedWords[] => [
  [`${also}expired`, `${expired} ${next}`],
  [`${also}status=replaced`, `${replaced} ${next}`],
  [`${also}status=suspended`, `${suspended} ${next}`],
  [`${also}status=retired`, `${retired} ${next}`],
  [`${also}status`, `${unapproved} ${next}`],
];

const reviseIt = "30 days after it was given. Revise it, and have it reviewed and approved again.";
const freezes = "{with: The freeze “<name>” (<of>) lasts until <until@>}.";
const unfreeze = "Choose a window outside it, or ask an operations lead to schedule over it.";
const afterwards =
  "Start it afterwards. If it cannot wait, declare an emergency; a normal change an operations lead can also schedule over it.";
const deploy =
  "An application deploy initiated by a development team is not covered by this policy. It is not recorded as a change; that it was decided so is.";
const halt = "Under the Production Ownership Policy, {organisation} can halt such a deploy.";
const lacking = "Still missing: {lacking}. An emergency names its category and a system that {organisation} manages.";
const unmanaged = "{unmanaged} {unmanaged|is|are} not managed by {organisation}, so this policy does not cover it.";
const orRuledOut = "or have an operations lead rule it out of scope.";
const explain = "Explain in the documentation why they acted.";

/** With what the refusal of an application deploy begins (Scope). */
export const deployIsOutside = deploy.slice(0, deploy.indexOf(".") + 1);

/** What each need says when it does not hold: the first whose reason is there, the last one whatever the reason. */
export const needWords: Readonly<Record<Need, readonly ReasonedWords[]>> = {
  in_scope: [
    ["deploy systems[]", `${deploy} It was to touch {systems}. ${halt}`],
    ["deploy", `${deploy} ${halt}`],
    [
      "outside[]",
      "The catalogue entry is not for {outside|or}. Choose the systems it names, or propose a normal change.",
    ],
    [
      "unmanaged[]",
      "{unmanaged} {unmanaged|is|are} not managed by {organisation}, so this policy does not cover it. Register the system first, or choose another.",
    ],
    ["", "Name at least one system managed by {organisation} that the change touches."],
  ],
  facts_written: [
    ["missing[]", `Still missing: {missing_}. Write it first. ${planIsRequired}`],
    ["noPlan", planIsRequired],
    ["", `Still missing: what, why or the rollback plan. Write it first. ${planIsRequired}`],
  ],
  entry_live: [
    ...notLive(anotherEntry),
    [
      "",
      "Only a live catalogue entry of the kind standard makes a change standard. Choose one, or propose a normal change.",
    ],
  ],
  entry_routine: [
    ...notLive(withoutEntry, "unmade "),
    ["unmade", `Only a live catalogue entry of the kind routine makes a change routine. ${withoutEntry}`],
    ...notLive(noLongerRoutine),
    [
      "",
      "Only a live catalogue entry of the kind routine lets its reviewer approve a change. An operations lead approves this one.",
    ],
  ],
  reversible: [
    [
      "",
      "It is not marked as reversible, so its reviewer cannot approve it as routine. An operations lead approves it.",
    ],
  ],
  window_valid: [
    ["order", "The window ends before it starts. Choose a later end."],
    ["past", "The window is already over. Choose one that ends later than now."],
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
      "{with: <number> holds <system> until <until@>}. Choose another window, or ask an operations lead to schedule over it.",
    ],
    [
      "",
      "Another change holds one of its systems then. Choose another window, or ask an operations lead to schedule over it.",
    ],
  ],
  window_unfrozen: [
    ["with[]", `${freezes} ${unfreeze}`],
    ["", `A freeze covers one of its systems then. ${unfreeze}`],
  ],
  window_open: [
    ["opens", "Its window opens {opens@}. Start it then, or reschedule it."],
    ["closed", "Its window closed {closed@}. Reschedule it."],
    ["", "It has no window. Schedule it first."],
  ],
  approval_fresh: [
    ["lapsed lapses", `Its approval lapsed {lapses@}, ${reviseIt}`],
    ["lapses", `Its approval lapses {lapses@}, ${reviseIt}`],
    ["", "This revision is not approved."],
  ],
  system_idle: [
    [
      "with[]",
      "{with: <number> is <status_>} on one of its systems. Wait until it is done, or ask an operations lead to schedule over it.",
    ],
    [
      "",
      "Another change is running or failed on one of its systems. Wait until it is done, or ask an operations lead to schedule over it.",
    ],
  ],
  not_frozen: [
    ["with[]", `${freezes} ${afterwards}`],
    ["", `A freeze covers one of its systems then. ${afterwards}`],
  ],
  later_end: [
    ["long", "A window lasts at most 24 hours. Choose an earlier end."],
    ["past", "That end is already over. Choose one later than now."],
    ["end", "The window already lasts until {end@}. Choose a later end."],
    ["", "Choose a later end than the window has, at most 24 hours after its start."],
  ],
  started_in_past: [
    [
      "",
      "An emergency is declared when it starts or afterwards, never ahead. Leave the start empty for now, or propose a normal change.",
    ],
  ],
  ended_in_past: [
    ["before", "It cannot have ended before it started. Correct the end."],
    ["", "The end lies in the future. Leave it empty for now."],
  ],
  system_registered: [
    [
      "words",
      "It names a system in words that is not in the register. Edit it: choose the registered system and clear the words.",
    ],
    ["lacking[] documented", `${lacking} Return it for documentation, where both are chosen, ${orRuledOut}`],
    ["lacking[]", `${lacking} Choose both when you document it or edit it, ${orRuledOut}`],
    ["unmanaged[] documented", `${unmanaged} Return it for documentation with a managed one, ${orRuledOut}`],
    ["unmanaged[]", `${unmanaged} Choose a managed one when you document it or edit it, ${orRuledOut}`],
    ["", `An emergency names its category and a system that {organisation} manages. Choose both, ${orRuledOut}`],
  ],
  incident_closed: [
    [
      "open[]",
      "{open} {open|is|are} not closed. Investigate it, and have somebody close it who neither carried out the change nor investigated.",
    ],
    [
      "",
      "Its incident is not closed. Investigate it, and have somebody close it who neither carried out the change nor investigated.",
    ],
  ],
  alert_delivered: [
    [
      "",
      "The Slack alert of its failure is not delivered yet. Wait for it, or an operations lead attests on the incident that another channel reached the team.",
    ],
  ],
  off_roster_explained: [
    ["name nobody", `{name} was not on call when it began, and nobody was. ${explain}`],
    ["name", `{name} was not on call when it began. ${explain}`],
    ["", `Whoever declared it was not on call when it began. ${explain}`],
  ],
  shifts_bounded: [
    ["takeOver", "A take-over ends later than now and at most 7 days ahead. Choose such an end, or leave it empty."],
    [
      "who",
      "Somebody in these shifts is not an operator, and could not act. Choose operators, reviewers or operations leads.",
    ],
    ["past", "Every one of these shifts is already over. Choose later times."],
    ["order", "A shift ends before it starts. Choose a later end."],
    ["many", "At most 1,000 shifts are placed at once, over at most three years. Choose fewer."],
    ["", "Shifts end after they start and after now; at most 1,000 are placed at once, over at most three years."],
  ],
  entry_covers: [
    [
      "otherKind",
      "A new version is of the same kind as the one that it replaces. Propose an entry of its own instead.",
    ],
    ["notClosed", "An entry is made from a change that is closed: one that was carried out and is done."],
    ["", "Name at least one system or client that the entry is for."],
  ],
  management_bounded: [
    ["future", "Management does not begin in the future. Register the system when it begins, or give an earlier time."],
    [
      "retired",
      "A system is retired from now or from an earlier time. Where its management ends later, edit it and give the end.",
    ],
    ["links", "Links to monitoring are addresses that start with https://, with a space between them."],
    ["order", "Management ends after it begins. Choose a later end, or an earlier beginning."],
    ["", "Management ends after it begins, and does not begin in the future."],
  ],
  delegation_bounded: [
    ["lead", "They are an operations lead already, so there is nothing to lend. Choose somebody else."],
    ["who", "They are not an operator who takes steps. Choose an operator or a reviewer who is no auditor."],
    ["order", "The delegation ends before it begins. Choose a later end."],
    ["past", "The delegation is already over. Choose one that ends later than now."],
    ["long", "A delegation lasts at most 92 days. Choose an earlier end, and lend the role again then."],
    [
      "",
      "A delegation is to an operator who is no operations lead and no auditor, ends after it begins and after now, and lasts at most 92 days.",
    ],
  ],
  halt_aimed: [
    ["unknown", "There is no client {unknown} in the register. Choose one of the list, or register its first system."],
    ["", "Say what is halted: a client, an application or an environment, or several of these."],
  ],
  freeze_bounded: [
    ["order", "The freeze ends before it starts. Choose a later end."],
    ["past", "The freeze is already over. Choose one that ends later than now."],
    [
      "spans",
      "A freeze that repeats says when: at most 400 times, the first as given, each later than the one before. Send them with it.",
    ],
    ["", "A freeze ends after it starts and after now; one that repeats ends too, after at most 400 times."],
  ],
};

/** The clause that a need speaks for where it is no need of the step: a draft may only name an entry that is live. */
export const clauseOfNeed: Partial<Record<Need, Clause>> = {
  entry_live: "standard",
  entry_routine: "normal-approved",
  management_bounded: "scope",
};
