import { clauses } from "@/lib/rules/clauses";
import { describeAllowedActors } from "@/lib/rules/describe-allowed-actors";
import { inactiveAfterDays } from "@/lib/rules/inactivity";
import { type Actor, actsAsDelegate, eligibleActors, type RecordState, unmetPrecondition } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";
import type { Rule } from "@/lib/rules/rules";
import type { FormatTime } from "@/lib/text/fill-placeholders";
import { joinList } from "@/lib/text/join-list";
import { preconditionSentence } from "./precondition-sentence";
import { refusalSentence } from "./refusal-sentence";

/** Whom the row permits, which of `people` that is now, and at the end its clause. */
export const whoCanSentence = (rule: Rule, record: RecordState, people: readonly Actor[]): string =>
  `${allowedActorsSentence(rule)} ${eligibleActorsSentence(rule, record, people, String)} (${clauses[rule.clause]})`;

/** What the row says when the wrong person asks, with its clause: the sentence that Postgres refuses with. */
export const allowedActorsSentenceWithClause = (rule: Rule): string =>
  `${allowedActorsSentence(rule)} (${clauses[rule.clause]})`;

/** The same without the clause. */
export const allowedActorsSentence = (rule: Rule): string =>
  refusalSentence("not_named", {
    who: `${describeAllowedActors(rule)}${rule.by.length > 1 ? "," : ""}`,
    to: stepLabels[rule.step].infinitive,
  });

/**
 * Who can take the row's step now, by their roles and by what holds, as a sentence; else what it waits for. The reader, where
 * they are one of them, is "You" and comes first.
 */
export function eligibleActorsSentence(
  rule: Rule,
  record: RecordState,
  people: readonly Actor[],
  formatTime: FormatTime,
  readerId = 0,
): string {
  const precondition = unmetPrecondition(rule, record);
  if (precondition)
    return `Not possible yet. ${preconditionSentence(precondition, record.checks[precondition], formatTime)}`;
  const eligible = eligibleActors(rule, record, people);
  if (eligible.length === 0) return "Nobody is eligible at the moment. Ask an operations lead to add someone.";
  const active = eligible.filter(({ away, id }) => !away || id === readerId);
  const namesOf = (actors: readonly Actor[]) =>
    [...actors.filter(({ id }) => id === readerId), ...actors.filter(({ id }) => id !== readerId)].map(
      (person) =>
        `${person.id === readerId ? "You" : person.name}${actsAsDelegate(rule, record, person) ? " (as a delegate)" : ""}`,
    );
  return active.length > 0
    ? `${firstNames(namesOf(active))} can.`
    : `Only ${firstNames(namesOf(eligible))} can. Last sign-in: more than ${inactiveAfterDays} days ago.`;
}

const firstNames = (names: readonly string[]): string =>
  `${joinList(names.slice(0, 6), "or")}${names.length > 6 ? ` or ${names.length - 6} others` : ""}`;
