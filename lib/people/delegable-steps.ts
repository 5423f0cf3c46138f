import { stepLabels } from "@/lib/rules/labels";
import { rulebook, type Step } from "@/lib/rules/rules";
import { joinList } from "@/lib/text/join-list";

/** The steps that a delegate may take for an operations lead. */
const delegableSteps: readonly Step[] = [
  ...new Set(
    Object.values(rulebook).flatMap((rules) =>
      rules.flatMap(({ step, by }) => (by.some((allowedActor) => "delegable" in allowedActor) ? [step] : [])),
    ),
  ),
];

/** What a delegate may do, and what they may not, as sentences. */
export const delegableStepsSentence = `For a change, a delegate may ${joinList(
  delegableSteps.map((step) => stepLabels[step].infinitive),
  "and",
)}. A delegate may do nothing else that requires an operations lead, and nothing on changes they wrote, reviewed or took part in.`;
