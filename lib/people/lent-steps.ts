import { rulebook, type Step } from "@/lib/rules/rules";
import { stepWords } from "@/lib/rules/words";
import { list } from "@/lib/text/list";

/** The steps that a delegate may take for an operations lead. */
const lentSteps: readonly Step[] = [
  ...new Set(
    Object.values(rulebook).flatMap((rules) =>
      rules.flatMap(({ step, by }) => (by.some((way) => "lent" in way) ? [step] : [])),
    ),
  ),
];

/** What a delegate may do, and what they may not, as sentences. */
export const lentSentence = `A delegate may ${list(
  lentSteps.map((step) => stepWords[step].label.toLowerCase()),
  "and",
)}, but nothing else that requires an operations lead, and nothing on changes they wrote, reviewed or took part in.`;
