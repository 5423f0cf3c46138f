import { type Clause, clauses } from "@/lib/rules/clauses";
import { stepLabels } from "@/lib/rules/labels";
import { type ChangeType, type RecordType, recordTypes } from "@/lib/rules/record";
import { rulesOf, type Step } from "@/lib/rules/rules";
import { testsByClause } from "./tests-by-clause";

/** How often a step was taken; of refusals, how often they cited `clause`. `type` and `clause` are empty where there is none. */
export type StepUsage = {
  readonly recordType: string;
  readonly step: string;
  readonly type: string;
  readonly clause: string;
  readonly times: number;
};

/** What carries out a clause, what proves it, and how often it was used and cited. */
export type ClauseCoverage = {
  readonly clause: Clause;
  readonly name: string;
  readonly rules: readonly CoveringRule[];
  /** Why no step carries it out. */
  readonly otherwise: string | null;
  readonly tests: readonly string[];
  readonly uses: number;
  readonly refusals: number;
};

type CoveringRule = {
  readonly recordType: RecordType;
  readonly step: Step;
  readonly label: string;
  readonly types: readonly ChangeType[];
};

/** Each clause of the policy with its rules, tests, uses and refusals. */
export const clauseCoverage = (usage: readonly StepUsage[]): readonly ClauseCoverage[] =>
  clauseList.map((clause) => {
    const rules = rulesFor(clause);
    return {
      clause,
      name: clauses[clause],
      rules,
      otherwise: coveredWithoutStep[clause] ?? null,
      tests: testsByClause[clause],
      uses: total(usage.filter((use) => rules.some((rule) => isUseOf(rule, use)))),
      refusals: total(usage.filter((use) => use.clause === clause)),
    };
  });

/** The clauses that no step cites, and what carries them out instead. */
const coveredWithoutStep: Partial<Record<Clause, string>> = {
  "standard-unapproved": "No step: a standard change has no review and no approval.",
  normal: "No step of its own: the six stages carry it out.",
  emergency: "No step of its own: the three stages carry it out.",
  "records-who": "No step: the database finds the person of every event from their session.",
  "records-what": "No step: the precondition “facts written”, and a constraint on every status after draft.",
  "records-why": "No step: the precondition “facts written”, and a constraint on every status after draft.",
  "records-plan": "No step: the precondition “facts written”, and a constraint on every status after draft.",
};

const isClause = (word: string): word is Clause => Object.hasOwn(clauses, word);
export const clauseList: readonly Clause[] = Object.keys(clauses).filter(isClause);

const rulesFor = (clause: Clause): readonly CoveringRule[] =>
  recordTypes.flatMap((recordType) =>
    rulesOf(recordType).flatMap(({ clause: carriedOut, step, types = [] }) =>
      carriedOut === clause ? [{ recordType, step, label: stepLabels[step].label, types }] : [],
    ),
  );

const isUseOf = ({ recordType, step, types }: CoveringRule, use: StepUsage): boolean =>
  use.recordType === recordType && use.step === step && (types.length === 0 || types.some((type) => type === use.type));

const total = (uses: readonly StepUsage[]): number => uses.reduce((sum, { times }) => sum + times, 0);
