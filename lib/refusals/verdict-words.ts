import { didAsAnother, type Person, type Refusal, type Subject, shutBecause } from "@/lib/rules/judge";
import type { Act, Rule } from "@/lib/rules/rules";
import { articleOf } from "@/lib/rules/who-words";
import { actWords, roleWords, statusWord } from "@/lib/rules/words";
import type { Tell } from "@/lib/text/fill-in";
import { needSentence } from "./need-sentence";
import { refusalSentence } from "./refusal-sentence";
import { onlyWho, whoCan } from "./who-sentence";
import { whereItLeaves } from "./wrong-status-words";

/** A refusal as whole sentences: why, who can, and what to do next. */
export function refusalWords(
  refusal: Refusal,
  subject: Subject,
  actor: Person,
  people: readonly Person[],
  tell: Tell,
): string {
  const { rule, need } = refusal;
  if (refusal.because === "unknown" || !rule) return refusalSentence("no_such_step", { record: subject.name });
  if (refusal.because === "status")
    return refusalSentence("wrong_status", {
      record: subject.name,
      status: statusWord(subject.status),
      ...whereItLeaves(rule),
    });
  if (refusal.because === "need" && need) return needSentence(need, subject.facts[need], tell);
  return `${onlyWho(rule)} ${whyNotYou(rule, subject, actor)} ${whoCan(rule, subject, people, tell)}`;
}

function whyNotYou(rule: Rule, subject: Subject, actor: Person): string {
  if (actor.roles.includes("auditor")) return "Auditors can read everything but cannot take steps.";
  const shut = rule.by.map((way) => ({ way, why: shutBecause(way, subject, actor) }));
  const nearest = shut.find(({ why }) => why !== "role") ?? shut[0];
  if (!nearest || nearest.why === "role" || nearest.why === null) {
    const role = roleWords[nearest?.way.role ?? "operator"];
    return `You are not ${articleOf(role)} ${role}.`;
  }
  if (nearest.why === "when") return "This change is not routine.";
  if (nearest.why === "lender")
    return "The operations lead who delegated to you took part, so you cannot do this for them.";
  if (nearest.why === "same") return `You ${actWords[nearest.way.same ?? "author"].not.replace(/^is /, "are ")}.`;
  return didAsAnother(subject, nearest.why, actor) ? anotherDid(nearest.why) : actWords[nearest.why].you;
}

/** An operations lead says on the page of people whose an account is. */
const anotherDid = (act: Act): string =>
  `An account with your e-mail address ${actWords[act].did}. If it is not yours, ask an operations lead to confirm that on the page People.`;
