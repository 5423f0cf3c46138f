import { awayAfterDays } from "./away";
import { clauses } from "./clauses";
import {
  actsForAnother,
  didAsAnother,
  type Fact,
  type Person,
  type Refusal,
  type Subject,
  shutBecause,
  unmetNeed,
  whoMay,
} from "./judge";
import type { Act, By, Need, Rule } from "./rules";
import { actWords, roleWords, statusWord, stepWords } from "./words";

type Detail = { readonly [detail: string]: unknown };
/** Puts an instant into the reader's words. */
export type Tell = (instant: string) => string;

/** Those whom a row names, as words: "an operations lead who wrote none of it and did not review it". */
export const whoWords = (rule: Pick<Rule, "by">): string => rule.by.map(wayWords).join(", or ");

/** What the row says when the wrong person asks: the sentence that Postgres refuses with. */
export const whoSentence = (rule: Rule): string => `${onlyWho(rule)} (${clauses[rule.clause]})`;

export const onlyWho = (rule: Rule): string =>
  `Only ${whoWords(rule)}${rule.by.length > 1 ? "," : ""} can ${stepWords[rule.step].to}.`;

/** A refusal as whole sentences: why, who can, and what to do next. */
export function refusalWords(
  refusal: Refusal,
  subject: Subject,
  actor: Person,
  people: readonly Person[],
  tell: Tell,
): string {
  const { rule, need } = refusal;
  if (refusal.because === "unknown" || !rule)
    return `${subject.name} has no such step. What is not in the rulebook is refused.`;
  if (refusal.because === "status")
    return `${subject.name} is ${statusWord(subject.status)} now. One can ${stepWords[rule.step].to} only while it is ${comesFrom(rule)}.`;
  if (refusal.because === "need" && need) return needSentence(need, subject.facts[need], tell);
  return `${onlyWho(rule)} ${whyNotYou(rule, subject, actor)} ${whoCan(rule, subject, people, tell)}`;
}

/**
 * Who can take the row's step now, by their roles and by what holds, as a sentence; else what it waits for. The reader, where
 * they are one of them, is "You" and comes first.
 */
export function whoCan(rule: Rule, subject: Subject, people: readonly Person[], tell: Tell, reader = 0): string {
  const need = unmetNeed(rule, subject);
  if (need) return `Nobody can yet. ${needSentence(need, subject.facts[need], tell)}`;
  const able = whoMay(rule, subject, people);
  if (able.length === 0) return "Nobody can at the moment: an operations lead has to bring in another person.";
  const here = able.filter(({ away, id }) => !away || id === reader);
  const named = (some: readonly Person[]) =>
    [...some.filter(({ id }) => id === reader), ...some.filter(({ id }) => id !== reader)].map(
      (person) =>
        `${person.id === reader ? "You" : person.name}${actsForAnother(rule, subject, person) ? " (as a delegate)" : ""}`,
    );
  return here.length > 0
    ? `${someOf(named(here))} can.`
    : `Only ${someOf(named(able))} can, and nobody of them has signed in for ${awayAfterDays} days.`;
}

const someOf = (names: readonly string[]): string =>
  `${list(names.slice(0, 6), "or")}${names.length > 6 ? ` or ${names.length - 6} others` : ""}`;

/** With what the refusal of an application deploy begins (Scope). */
export const deployIsOutside = "An application deploy initiated by a development team is not covered by this policy.";

/** What a need says when it does not hold, with what is in the way. */
export function needSentence(need: Need, fact: Fact | undefined, tell: Tell): string {
  const detail = fact && fact !== true ? fact : {};
  return needWords[need](detail, tell);
}

/** What a need says where nothing more is known: the words of the `need_words` table. */
export const plainNeed = (need: Need): string => needWords[need]({}, (instant) => instant);

/** Why a catalogue entry makes no change now. */
function notLive(fact: Detail): string {
  if (fact.expired) return `Its catalogue entry expired after ${fact.expired}. A new version of it has to be approved.`;
  if (fact.status === "replaced") return "A newer version replaced its catalogue entry.";
  if (fact.status === "suspended")
    return "Its catalogue entry is suspended because a change from it failed. An operations lead who did not propose it approves it again.";
  if (fact.status === "retired") return "Its catalogue entry is retired.";
  return `Its catalogue entry is ${fact.status}, not approved. An operations lead who did not propose it approves it.`;
}

const needWords: Record<Need, (detail: Detail, tell: Tell) => string> = {
  in_scope: (fact) =>
    fact.deploy
      ? `${deployIsOutside} It is not recorded as a change; that it was decided so is.${fact.systems ? ` It was to touch ${list(strings(fact.systems), "and")}.` : ""} Anchor can halt such a deploy under the Production Ownership Policy.`
      : fact.outside
        ? `The catalogue entry is not for ${list(strings(fact.outside), "or")}. Choose the systems it names, or propose a normal change.`
        : fact.unmanaged
          ? `${list(strings(fact.unmanaged), "and")} ${strings(fact.unmanaged).length > 1 ? "are" : "is"} not under Anchor management, so this policy does not cover it. Register the system first, or choose another.`
          : "Name at least one system under Anchor management that the change touches.",
  facts_written: (fact) =>
    `Still missing: ${
      list(
        strings(fact.missing).map((field) => factWords[field] ?? field),
        "and",
      ) || "what, why or the rollback plan"
    }. Write it first; blank, “n/a”, “tbd” and “none” are no rollback plan.`,
  entry_live: (fact) =>
    !(fact.status || fact.expired)
      ? "Only a live catalogue entry of the kind standard makes a change standard. Choose one, or propose a normal change."
      : `${notLive(fact)} Choose another entry, or propose a normal change.`,
  entry_routine: (fact) =>
    fact.status || fact.expired
      ? `${notLive(fact)} So its reviewer cannot approve the change as routine: an operations lead approves it.`
      : "Only a live catalogue entry of the kind routine lets its reviewer approve a change. An operations lead approves this one.",
  reversible: () =>
    "It is not marked as reversible, so its reviewer cannot approve it as routine. An operations lead approves it.",
  window_valid: (fact) =>
    fact.order
      ? "The window ends before it starts. Choose a later end."
      : fact.past
        ? "The window is already over. Choose one that ends later than now."
        : fact.early
          ? "The window starts more than 60 minutes ago. Choose a later start."
          : fact.long
            ? "A window lasts at most 24 hours. Choose an earlier end, or split the change."
            : "Choose a window that ends after it starts and after now, starts at most 60 minutes ago and lasts at most 24 hours.",
  window_free: (fact, tell) =>
    `${
      list(
        records(fact.with).map((other) => `${other.number} holds ${other.system} until ${tell(String(other.until))}`),
        "and",
      ) || "Another change holds one of its systems then"
    }. Choose another window, or ask an operations lead to schedule over it.`,
  window_open: (fact, tell) =>
    fact.opens
      ? `Its window opens ${tell(String(fact.opens))}. Start it then, or reschedule it.`
      : fact.closed
        ? `Its window closed ${tell(String(fact.closed))}. Reschedule it.`
        : "It has no window. Schedule it first.",
  window_unfrozen: (fact, tell) =>
    `${frozenBy(fact, tell)} Choose a window outside it, or ask an operations lead to schedule over it.`,
  approval_fresh: (fact, tell) =>
    fact.lapses
      ? `Its approval ${fact.lapsed ? "lapsed" : "lapses"} ${tell(String(fact.lapses))}, 30 days after it was given. Revise it, and have it reviewed and approved again.`
      : "This revision is not approved.",
  system_idle: (fact) =>
    `${
      list(
        records(fact.with).map((other) => `${other.number} is ${String(other.status).replace("_", " ")}`),
        "and",
      ) || "Another change is running or failed"
    } on one of its systems. Wait until it is done, or ask an operations lead to schedule over it.`,
  not_frozen: (fact, tell) =>
    `${frozenBy(fact, tell)} Start it afterwards. If it cannot wait, declare an emergency; a normal change an operations lead can also schedule over it.`,
  later_end: (fact, tell) =>
    fact.long
      ? "A window lasts at most 24 hours. Choose an earlier end."
      : fact.past
        ? "That end is already over. Choose one later than now."
        : fact.end
          ? `The window already lasts until ${tell(String(fact.end))}. Choose a later end.`
          : "Choose a later end than the window has, at most 24 hours after its start.",
  started_in_past: () =>
    "An emergency is declared when it starts or afterwards, never ahead. Leave the start empty for now, or propose a normal change.",
  ended_in_past: (fact) =>
    fact.before
      ? "It cannot have ended before it started. Correct the end."
      : "The end lies in the future. Leave it empty for now.",
  system_registered: () =>
    "It names a system in words that is not in the register. Edit it: choose the registered system and clear the words.",
  incident_closed: (fact) =>
    `${list(strings(fact.open), "and") || "Its incident"} is not closed. Investigate it, and have somebody close it who neither carried out the change nor investigated.`,
  alert_delivered: () =>
    "The Slack alert of its failure is not delivered yet. Wait for it, or an operations lead attests on the incident that another channel reached the team.",
  off_roster_explained: (fact) =>
    `${fact.name ? `${fact.name} was` : "Whoever declared it was"} not on call when it began${fact.nobody ? ", and nobody was" : ""}. Explain in the documentation why they acted.`,
  shifts_bounded: (fact) =>
    fact.takeOver
      ? "A take-over ends later than now and at most 7 days ahead. Choose such an end, or leave it empty."
      : fact.who
        ? "Somebody in these shifts is not an operator, and could not act. Choose operators, reviewers or operations leads."
        : fact.past
          ? "Every one of these shifts is already over. Choose later times."
          : fact.order
            ? "A shift ends before it starts. Choose a later end."
            : fact.many
              ? "At most 1,000 shifts are placed at once, over at most three years. Choose fewer."
              : "Shifts end after they start and after now; at most 1,000 are placed at once, over at most three years.",
  entry_covers: (fact) =>
    fact.otherKind
      ? "A new version is of the same kind as the one that it replaces. Propose an entry of its own instead."
      : fact.notClosed
        ? "An entry is made from a change that is closed: one that was carried out and is done."
        : "Name at least one system or client that the entry is for.",
  halt_aimed: (fact) =>
    fact.unknown
      ? `There is no client ${String(fact.unknown)} in the register. Choose one of the list, or register its first system.`
      : "Say what is halted: a client, an application or an environment, or several of these.",
  management_bounded: (fact) =>
    fact.future
      ? "Management does not begin in the future. Register the system when it begins, or give an earlier time."
      : fact.retired
        ? "A system is retired from now or from an earlier time. Where its management ends later, edit it and give the end."
        : fact.links
          ? "Links to monitoring are addresses that start with https://, with a space between them."
          : fact.order
            ? "Management ends after it begins. Choose a later end, or an earlier beginning."
            : "Management ends after it begins, and does not begin in the future.",
  delegation_bounded: (fact) =>
    fact.lead
      ? "They are an operations lead already, so there is nothing to lend. Choose somebody else."
      : fact.who
        ? "They are not an operator who takes steps. Choose an operator or a reviewer who is no auditor."
        : fact.order
          ? "The delegation ends before it begins. Choose a later end."
          : fact.past
            ? "The delegation is already over. Choose one that ends later than now."
            : fact.long
              ? "A delegation lasts at most 92 days. Choose an earlier end, and lend the role again then."
              : "A delegation is to an operator who is no operations lead and no auditor, ends after it begins and after now, and lasts at most 92 days.",
  freeze_bounded: (fact) =>
    fact.order
      ? "The freeze ends before it starts. Choose a later end."
      : fact.past
        ? "The freeze is already over. Choose one that ends later than now."
        : fact.spans
          ? "A freeze that repeats says when: at most 400 times, the first as given, each later than the one before. Send them with it."
          : "A freeze ends after it starts and after now; one that repeats ends too, after at most 400 times.",
};

const frozenBy = (fact: Detail, tell: Tell): string =>
  `${
    list(
      records(fact.with).map(
        ({ name, of, until }) => `The freeze “${name}” (${of}) lasts until ${tell(String(until))}`,
      ),
      "and",
    ) || "A freeze covers one of its systems then"
  }.`;

const factWords: Record<string, string> = { what: "what", why: "why", rollbackPlan: "a rollback plan" };

function wayWords(way: By): string {
  if (way.same === "self") return "the person themselves";
  const whom = way.role ? `${/^[aeiou]/.test(roleWords[way.role]) ? "an" : "a"} ${roleWords[way.role]}` : "the person";
  const traits = [...(way.same ? [actWords[way.same].did] : []), ...(way.not ?? []).map((act) => actWords[act].not)];
  const routine = way.when ? " when the change is routine" : "";
  return `${whom}${way.lent ? " (or their delegate)" : ""}${traits.length ? ` who ${list(traits, "and")}` : ""}${routine}`;
}

function whyNotYou(rule: Rule, subject: Subject, actor: Person): string {
  if (actor.roles.includes("auditor")) return "An auditor reads everything and takes no step.";
  const shut = rule.by.map((way) => ({ way, why: shutBecause(way, subject, actor) }));
  const nearest = shut.find(({ why }) => why !== "role") ?? shut[0];
  if (!nearest || nearest.why === "role" || nearest.why === null)
    return `You are not ${/^[aeiou]/.test(roleWords[nearest?.way.role ?? "operator"]) ? "an" : "a"} ${roleWords[nearest?.way.role ?? "operator"]}.`;
  if (nearest.why === "when") return "This change is not routine.";
  if (nearest.why === "same")
    return nearest.way.same === "latest_author"
      ? "You are not its author."
      : `You are not the one who ${actWords[nearest.way.same ?? "author"].did}.`;
  return didAsAnother(subject, nearest.why, actor) ? anotherDid(nearest.why) : actWords[nearest.why].you;
}

/** An operations lead says on the page of people whose an account is. */
const anotherDid = (act: Act): string =>
  `Another account that counts as yours ${actWords[act].did}: it has your e-mail address, and no operations lead said on People that it is somebody else’s.`;

const comesFrom = (rule: Rule): string =>
  rule.from === "any" || rule.from === "new" ? "on record" : list(rule.from.map(statusWord), "or");

/** "a", "a or b", "a, b or c". */
export const list = (words: readonly string[], last: "and" | "or"): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const records = (value: unknown): Detail[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "object" && item !== null) : [];
