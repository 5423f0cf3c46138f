import { capitalise, stepLabels } from "@/lib/rules/labels";
import type { RecordType } from "@/lib/rules/record";
import { rulesOf } from "@/lib/rules/rules";

/** The audit stream: every event in the order of the log. */
export const ledgerEventType = "ledger.event";

/** The types of record of which single events can be chosen, with the word for all of them. */
const recordTypes = [
  ["change", "Changes"],
  ["incident", "Incidents"],
  ["system", "Systems"],
  ["freeze", "Freezes"],
  ["halt", "Deploy halts"],
] as const satisfies readonly (readonly [RecordType, string])[];

/** The steps of those records, from the rulebook: one that is added there appears here. */
export const webhookSteps = recordTypes.map(([recordType, group]) => ({
  recordType,
  group,
  steps: [...new Set(rulesOf(recordType).map(({ step }) => step))],
}));

/** An event type as one of several to choose from. */
type EventTypeChoice = { readonly value: string; readonly label: string; readonly group: string };

/** Every event type that a webhook can be sent. */
export const eventTypeChoices: readonly EventTypeChoice[] = [
  { value: ledgerEventType, label: "The whole ledger: every event, in order", group: "Audit" },
  ...webhookSteps.flatMap(({ recordType, group, steps }) => [
    { value: `${recordType}.*`, label: "Every step", group },
    ...steps.map((step) => ({
      value: `${recordType}.${step}`,
      label: capitalise(stepLabels[step].label),
      group,
    })),
  ]),
];

/** The label of an event type: "Changes: Approve". */
export function eventTypeLabel(eventType: string): string {
  const choice = eventTypeChoices.find(({ value }) => value === eventType);
  if (!choice) return eventType;
  return choice.value === ledgerEventType ? choice.label : `${choice.group}: ${choice.label.toLowerCase()}`;
}
