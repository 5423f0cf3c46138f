import type { Clause } from "@/lib/rules/clauses";
import type { ChangeType, Status } from "@/lib/rules/record";
import { type Rule, rulesOf, type Step } from "@/lib/rules/rules";
import { stepsWithEffect } from "@/lib/rules/steps";

/** A stage of the policy: the steps that begin it, and those that reach it. */
export type StagePlan = {
  readonly label: string;
  readonly clause: Clause;
  readonly beginningSteps: readonly Step[];
  readonly completingSteps: readonly Step[];
  /** Whether the change failed by reaching it. */
  readonly isFailure: boolean;
};

type StagePlans = {
  /** The stages from the first step to the end, while nothing fails. */
  readonly mainStages: readonly StagePlan[];
  /** The failure and its rollback, and the stages from there to the end. */
  readonly afterFailure: readonly StagePlan[];
  /** The ends that a change of the type can come to before it is done. */
  readonly endings: readonly StagePlan[];
  /** The steps of which a return says that they no longer count. */
  readonly voidedByReturn: readonly Step[];
};

/** The stages of changes of `type`, in the order of the rulebook's rows. */
export function stagePlans(type: ChangeType): StagePlans {
  const rows = rulesOf("change").filter(({ types }) => !types || types.includes(type));
  const all = stageNamesOf(rows).map((label) => stagePlanOf(label, rows));
  const stagesOf = (some: readonly Rule[]) => all.filter(({ label }) => stageNamesOf(some).includes(label));
  const beginning = rows.filter(({ from }) => from === "new");
  const rollback = rows.filter(({ effects = [] }) => effects.includes("rolls_back"));
  const failure = rows.filter(({ effects = [] }) => effects.includes("fails"));
  const returning = rows.filter(({ effects = [] }) => effects.includes("returns"));
  return {
    mainStages: stagesOf([...beginning, ...rowsAfter(beginning, rows)]),
    afterFailure: [...stagesOf([...failure, ...rollback]), ...stagesOf(rowsAfter(rollback, rows))],
    endings: rows.flatMap(({ ending, clause, step }) =>
      ending ? [{ label: ending, clause, beginningSteps: [], completingSteps: [step], isFailure: false }] : [],
    ),
    voidedByReturn: primaryRowsFrom(new Set(returning.flatMap(targetStatuses)), rows).map(({ step }) => step),
  };
}

const failSteps = stepsWithEffect("fails");

const stagePlanOf = (label: string, rows: readonly Rule[]): StagePlan => {
  const begun = rows.filter(({ beginsStage }) => beginsStage === label);
  const done = rows.filter(({ reachesStages }) => reachesStages?.some((stage) => stage === label));
  const [first] = rows.filter((row) => begun.includes(row) || done.includes(row));
  return {
    label,
    clause: first?.clause ?? "exceptions",
    beginningSteps: begun.map(({ step }) => step),
    completingSteps: done.map(({ step }) => step),
    isFailure: done.some(({ step }) => failSteps.has(step)),
  };
};

const stageNamesOf = (rows: readonly Rule[]): readonly string[] => [
  ...new Set(
    rows.flatMap(({ beginsStage, reachesStages = [] }) =>
      beginsStage ? [beginsStage, ...reachesStages] : reachesStages,
    ),
  ),
];

/** The rows that lead on after these, one after the other, to the end. */
function rowsAfter(first: readonly Rule[], rows: readonly Rule[]): readonly Rule[] {
  const reached = new Set(first.flatMap(targetStatuses));
  for (let previousSize = -1; previousSize < reached.size; ) {
    previousSize = reached.size;
    for (const status of primaryRowsFrom(reached, rows).flatMap(targetStatuses)) reached.add(status);
  }
  return primaryRowsFrom(reached, rows);
}

const primaryRowsFrom = (statuses: ReadonlySet<Status>, rows: readonly Rule[]): readonly Rule[] =>
  rows.filter(
    ({ placement, from }) =>
      placement === "next" && typeof from !== "string" && from.some((status) => statuses.has(status)),
  );

const targetStatuses = ({ to }: Rule): readonly Status[] => (to === "same" ? [] : [to]);
