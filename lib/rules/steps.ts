import type { RecordType } from "./record";
import { type PastAction, type Rule, rulebook, rulesOf, type Step } from "./rules";
import type { Effect, StageName } from "./step-placement";

const rows: readonly Rule[] = Object.values(rulebook).flat();

/** The steps whose rows are so, each once, in the order of the rulebook. */
export const stepsWhere = (matches: (row: Rule) => boolean): ReadonlySet<Step> =>
  new Set(rows.filter(matches).map(({ step }) => step));

/** The steps that do this to their change. */
export const stepsWithEffect = (effect: Effect): ReadonlySet<Step> =>
  stepsWhere(({ effects = [] }) => effects.includes(effect));

/** The steps by which somebody becomes one who did the act. */
export const stepsMaking = (pastAction: PastAction): ReadonlySet<Step> =>
  stepsWhere(({ makes = [] }) => makes.includes(pastAction));

/** The steps by which a change reaches the stage. */
export const stepsReaching = (stage: StageName): ReadonlySet<Step> =>
  stepsWhere(({ reachesStages = [] }) => reachesStages.includes(stage));

/** The steps that end the way of a change before it is done. */
export const endingSteps: ReadonlySet<Step> = stepsWhere(({ ending }) => ending !== undefined);

/** The steps that leave a record of the kind at the number where it is. */
export const annotationSteps = (recordType: RecordType): ReadonlySet<Step> =>
  new Set(rulesOf(recordType).flatMap(({ step, annotation }) => (annotation ? [step] : [])));
