import { stepLabels } from "@/lib/rules/labels";
import { ledgerEventType, webhookSteps } from "./event-types";

const start = "<!-- events -->\n";
const end = "<!-- end -->";

/** docs/api/webhooks.md with the list of events as the rulebook has them; the prose around stays. Refuses a document without a place for it. */
export function withEventTypes(document: string): string {
  const [before, rest = ""] = document.split(start);
  const after = rest.indexOf(end);
  if (after < 0) throw new Error("The document has no place for the list of events.");
  return `${before}${start}\n${table}\n${rest.slice(after)}`;
}

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;

const table = [
  ["event", "when somebody, or Windlass itself,"],
  ["---", "---"],
  [`\`${ledgerEventType}\``, "did anything that the ledger records"],
  ...webhookSteps.flatMap(({ recordType, steps }) => [
    [`\`${recordType}.*\``, "did any of the following"],
    ...steps.map((step) => [`\`${recordType}.${step}\``, stepLabels[step].pastTense]),
  ]),
]
  .map(row)
  .join("");
