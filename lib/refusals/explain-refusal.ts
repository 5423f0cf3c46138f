import { indefiniteArticle } from "@/lib/rules/describe-allowed-actors";
import { type Actor, denialReason, hasDoneUnderOtherAccount, type RecordState, type Refusal } from "@/lib/rules/judge";
import { pastActionLabels, roleLabels, statusLabel } from "@/lib/rules/labels";
import type { PastAction, Rule } from "@/lib/rules/rules";
import type { FormatTime } from "@/lib/text/fill-placeholders";
import { allowedActorsSentence, eligibleActorsSentence } from "./allowed-actors-sentence";
import { preconditionSentence } from "./precondition-sentence";
import { refusalSentence } from "./refusal-sentence";
import { stepAndOrigin } from "./wrong-status-sentences";

/** A refusal as whole sentences: why, who can, and what to do next. */
export function explainRefusal(
  refusal: Refusal,
  record: RecordState,
  actor: Actor,
  people: readonly Actor[],
  formatTime: FormatTime,
): string {
  const { rule, precondition } = refusal;
  if (refusal.code === "unknown" || !rule) return refusalSentence("no_such_step", { record: record.name });
  if (refusal.code === "status")
    return refusalSentence("wrong_status", {
      record: record.name,
      status: statusLabel(record.status),
      ...stepAndOrigin(rule),
    });
  if (refusal.code === "need" && precondition)
    return preconditionSentence(precondition, record.checks[precondition], formatTime);
  return `${allowedActorsSentence(rule)} ${whyNotAllowed(rule, record, actor)} ${eligibleActorsSentence(rule, record, people, formatTime)}`;
}

function whyNotAllowed(rule: Rule, record: RecordState, actor: Actor): string {
  if (actor.roles.includes("auditor")) return "Auditors can read everything but cannot take steps.";
  const denials = rule.by.map((allowedActor) => ({
    way: allowedActor,
    why: denialReason(allowedActor, record, actor),
  }));
  const closest = denials.find(({ why: reason }) => reason !== "role") ?? denials[0];
  if (!closest || closest.why === "role" || closest.why === null) {
    const role = roleLabels[closest?.way.role ?? "operator"];
    return `You are not ${indefiniteArticle(role)} ${role}.`;
  }
  if (closest.why === "when") return "This change is not routine.";
  if (closest.why === "delegator")
    return "The operations lead who delegated to you took part, so you cannot do this for them.";
  if (closest.why === "same")
    return `You ${pastActionLabels[closest.way.same ?? "author"].not.replace(/^is /, "are ")}.`;
  return hasDoneUnderOtherAccount(record, closest.why, actor)
    ? otherAccountSentence(closest.why)
    : pastActionLabels[closest.why].you;
}

/** An operations lead says on the page of people whose an account is. */
const otherAccountSentence = (pastAction: PastAction): string =>
  `An account with your e-mail address ${pastActionLabels[pastAction].did}. If it is not yours, ask an operations lead to confirm that on the page People.`;
