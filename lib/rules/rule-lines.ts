import { type Clause, clauses } from "./clauses";
import type { SubjectType } from "./record";
import { type Need, type Rule, rulesOf, type Step } from "./rules";
import { whoWords } from "./who-words";
import { statusWord, stepWords } from "./words";

/** A row of the rulebook in words, as the policy page and the rule document show it. */
export type RuleLine = {
  readonly key: string;
  readonly step: Step;
  readonly label: string;
  readonly types: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly needs: readonly Need[];
  readonly asks: readonly string[];
  readonly clause: Clause;
  readonly clauseWords: string;
};

/** The rows of one book in words, in the order of the rulebook. */
export const ruleLines = (subject: SubjectType): readonly RuleLine[] =>
  rulesOf(subject).map((rule, place) => ({
    key: `${subject}-${rule.step}-${place}`,
    step: rule.step,
    label: stepWords[rule.step].label,
    types: rule.types?.join(", ") ?? "",
    from: fromWords(rule),
    to: rule.to === "same" ? "same" : statusWord(rule.to),
    by: rule.caused ? "the database, as a consequence" : whoWords(rule),
    needs: rule.needs ?? [],
    asks: rule.asks ?? [],
    clause: rule.clause,
    clauseWords: clauses[rule.clause],
  }));

/** "window_open" as people read it. */
export const needName = (need: Need): string => need.replaceAll("_", " ");

/** The books with the words for what they are about, in the order in which they are shown. */
export const books: readonly { readonly subject: SubjectType; readonly heading: string }[] = [
  { subject: "change", heading: "Changes" },
  { subject: "incident", heading: "Incidents" },
  { subject: "entry", heading: "Catalogue entries" },
  { subject: "system", heading: "Systems" },
  { subject: "freeze", heading: "Freezes" },
  { subject: "roster", heading: "The on-call roster" },
  { subject: "delivery", heading: "Alerts and notices" },
  { subject: "delegation", heading: "Delegations" },
  { subject: "halt", heading: "Deploy halts" },
  { subject: "installation", heading: "The policy and the gate" },
  { subject: "person", heading: "People and their sessions" },
];

function fromWords({ from }: Rule): string {
  if (from === "new") return "nothing";
  return from === "any" ? "any status" : from.map(statusWord).join(", ");
}
