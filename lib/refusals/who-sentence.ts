import { awayAfterDays } from "@/lib/rules/away";
import { clauses } from "@/lib/rules/clauses";
import { actsForAnother, type Person, type Subject, unmetNeed, whoMay } from "@/lib/rules/judge";
import type { Rule } from "@/lib/rules/rules";
import { whoWords } from "@/lib/rules/who-words";
import { stepWords } from "@/lib/rules/words";
import type { Tell } from "@/lib/text/fill-in";
import { list } from "@/lib/text/list";
import { needSentence } from "./need-sentence";
import { refusalSentence } from "./refusal-sentence";

/** What the row says when the wrong person asks, with its clause: the sentence that Postgres refuses with. */
export const whoSentence = (rule: Rule): string => `${onlyWho(rule)} (${clauses[rule.clause]})`;

/** The same without the clause. */
export const onlyWho = (rule: Rule): string =>
  refusalSentence("not_named", {
    who: `${whoWords(rule)}${rule.by.length > 1 ? "," : ""}`,
    to: stepWords[rule.step].to,
  });

/**
 * Who can take the row's step now, by their roles and by what holds, as a sentence; else what it waits for. The reader, where
 * they are one of them, is "You" and comes first.
 */
export function whoCan(rule: Rule, subject: Subject, people: readonly Person[], tell: Tell, reader = 0): string {
  const need = unmetNeed(rule, subject);
  if (need) return `Nobody can yet. ${needSentence(need, subject.facts[need], tell)}`;
  const able = whoMay(rule, subject, people);
  if (able.length === 0) return "Nobody is eligible at the moment. Ask an operations lead to add someone.";
  const here = able.filter(({ away, id }) => !away || id === reader);
  const named = (some: readonly Person[]) =>
    [...some.filter(({ id }) => id === reader), ...some.filter(({ id }) => id !== reader)].map(
      (person) =>
        `${person.id === reader ? "You" : person.name}${actsForAnother(rule, subject, person) ? " (as a delegate)" : ""}`,
    );
  return here.length > 0
    ? `${someOf(named(here))} can.`
    : `Only ${someOf(named(able))} can, but the last sign-in was more than ${awayAfterDays} days ago.`;
}

const someOf = (names: readonly string[]): string =>
  `${list(names.slice(0, 6), "or")}${names.length > 6 ? ` or ${names.length - 6} others` : ""}`;
