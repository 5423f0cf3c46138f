import { type Clause, clauses } from "./clauses";
import { describeAllowedActors } from "./describe-allowed-actors";
import { statusLabel, stepLabels } from "./labels";
import type { RecordType } from "./record";
import { type Precondition, type Rule, rulesOf, type Step } from "./rules";

/** A row of the rulebook in words, as the policy page and the rule document show it. */
export type RuleLine = {
  readonly key: string;
  readonly step: Step;
  readonly label: string;
  readonly types: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly preconditions: readonly Precondition[];
  readonly inputs: readonly string[];
  readonly clause: Clause;
  readonly clauseTitle: string;
  /** The scope by which a token takes it; empty where no token may. */
  readonly tokenScope: string;
};

/** The rows of one record type in words, in the order of the rulebook. */
export const ruleLines = (recordType: RecordType): readonly RuleLine[] =>
  rulesOf(recordType).map((rule, index) => ({
    key: `${recordType}-${rule.step}-${index}`,
    step: rule.step,
    label: stepLabels[rule.step].label,
    types: rule.types?.join(", ") ?? "",
    from: fromLabel(rule),
    to: rule.to === "same" ? "same" : statusLabel(rule.to),
    by: rule.derived ? "the database, automatically" : describeAllowedActors(rule),
    preconditions: rule.preconditions ?? [],
    inputs: rule.inputs ?? [],
    clause: rule.clause,
    clauseTitle: clauses[rule.clause],
    tokenScope: rule.tokenScope ?? "",
  }));

/** "window_open" as people read it. */
export const preconditionName = (precondition: Precondition): string => precondition.replaceAll("_", " ");

/** The record types with the words for what they are about, in the order in which they are shown. */
export const rulebookHeadings: readonly { readonly recordType: RecordType; readonly heading: string }[] = [
  { recordType: "change", heading: "Changes" },
  { recordType: "incident", heading: "Incidents" },
  { recordType: "entry", heading: "Catalogue entries" },
  { recordType: "system", heading: "Systems" },
  { recordType: "freeze", heading: "Freezes" },
  { recordType: "roster", heading: "The on-call roster" },
  { recordType: "delivery", heading: "Alerts and notices" },
  { recordType: "delegation", heading: "Delegations" },
  { recordType: "halt", heading: "Deploy halts" },
  { recordType: "import", heading: "Imported records" },
  { recordType: "account", heading: "Service accounts" },
  { recordType: "webhook", heading: "Webhooks" },
  { recordType: "installation", heading: "The policy and the gate" },
  { recordType: "person", heading: "People and their sessions" },
];

function fromLabel({ from }: Rule): string {
  if (from === "new") return "nothing";
  return from === "any" ? "any status" : from.map(statusLabel).join(", ");
}
