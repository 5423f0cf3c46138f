import { fillIn, reasonHolds, type Tell } from "@/lib/text/fill-in";
import { list } from "@/lib/text/list";
import { awayAfterDays } from "./away";
import { type Clause, clauses } from "./clauses";
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
import { clauseOfNeed, needWords } from "./need-words";
import type { ChangeType, SubjectType } from "./record";
import { type Act, type By, clauseOf, type Need, type Rule, ruleOf, type Step } from "./rules";
import { actWords, roleWords, statusWord, stepWords } from "./words";

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

/** What a need says when it does not hold, with what is in the way. */
export function needSentence(need: Need, fact: Fact | undefined, tell: Tell): string {
  const detail = fact && fact !== true ? fact : {};
  const [, words = ""] = needWords[need].find(([reason]) => reasonHolds(reason, detail)) ?? [];
  return fillIn(words, detail, tell);
}

/** What a need says where nothing more is known. */
export const plainNeed = (need: Need): string => needSentence(need, null, String);

/** The clause that a refusal of a step cites: the step's own, but for a need that is none of the step's. */
export function clauseOfRefusal(subject: SubjectType, step: Step, type: ChangeType | "", need?: Need): Clause {
  const isForeign = need && !ruleOf(subject, step, type)?.needs?.includes(need);
  return (isForeign && clauseOfNeed[need]) || clauseOf(subject, step, type);
}

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
  if (nearest.why === "lender") return "Whoever lent you the role took part in it and could not do this themselves.";
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
