import type { SubjectType } from "./record";
import { type Act, type Rule, rulebook, rulesOf, type Step } from "./rules";
import type { Effect, StageName } from "./step-columns";

const rows: readonly Rule[] = Object.values(rulebook).flat();

/** The steps whose rows are so, each once, in the order of the rulebook. */
export const stepsWhere = (holds: (row: Rule) => boolean): ReadonlySet<Step> =>
  new Set(rows.filter(holds).map(({ step }) => step));

/** The steps that do this to their change. */
export const stepsThatDo = (effect: Effect): ReadonlySet<Step> => stepsWhere(({ does = [] }) => does.includes(effect));

/** The steps by which somebody becomes one who did the act. */
export const stepsMaking = (act: Act): ReadonlySet<Step> => stepsWhere(({ makes = [] }) => makes.includes(act));

/** The steps by which a change reaches the stage. */
export const stepsReaching = (stage: StageName): ReadonlySet<Step> =>
  stepsWhere(({ stages = [] }) => stages.includes(stage));

/** The steps that end the way of a change before it is done. */
export const endingSteps: ReadonlySet<Step> = stepsWhere(({ ending }) => ending !== undefined);

/** The steps that leave a record of the kind at the number where it is. */
export const asideSteps = (kind: SubjectType): ReadonlySet<Step> =>
  new Set(rulesOf(kind).flatMap(({ step, aside }) => (aside ? [step] : [])));
