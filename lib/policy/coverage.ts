import { type Clause, clauses } from "@/lib/rules/clauses";
import { type ChangeType, type SubjectType, subjectTypes } from "@/lib/rules/record";
import { rulesOf, type Step } from "@/lib/rules/rules";
import { stepWords } from "@/lib/rules/words";
import { proofs } from "./proofs";

/** How often a step was taken; of refusals, how often they cited `clause`. `type` and `clause` are empty where there is none. */
export type Use = {
  readonly subject: string;
  readonly step: string;
  readonly type: string;
  readonly clause: string;
  readonly times: number;
};

/** What carries out a clause, what proves it, and how often it was used and cited. */
export type Covered = {
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
  readonly subject: SubjectType;
  readonly step: Step;
  readonly label: string;
  readonly types: readonly ChangeType[];
};

/** Each clause of the policy with its rules, tests, uses and refusals. */
export const coverage = (uses: readonly Use[]): readonly Covered[] =>
  clauseList.map((clause) => {
    const rules = rulesFor(clause);
    return {
      clause,
      name: clauses[clause],
      rules,
      otherwise: notByAStep[clause] ?? null,
      tests: proofs[clause],
      uses: total(uses.filter((use) => rules.some((rule) => isUseOf(rule, use)))),
      refusals: total(uses.filter((use) => use.clause === clause)),
    };
  });

/** The clauses that no step cites, and what carries them out instead. */
const notByAStep: Partial<Record<Clause, string>> = {
  "standard-unapproved": "No step: a standard change has no review and no approval.",
  normal: "No step of its own: the six stages carry it out.",
  emergency: "No step of its own: the three stages carry it out.",
  "records-who": "No step: the database finds the person of every event from their session.",
  "records-what": "No step: the need “facts written”, and a constraint on every status after draft.",
  "records-why": "No step: the need “facts written”, and a constraint on every status after draft.",
  "records-plan": "No step: the need “facts written”, and a constraint on every status after draft.",
};

const isClause = (word: string): word is Clause => Object.hasOwn(clauses, word);
export const clauseList: readonly Clause[] = Object.keys(clauses).filter(isClause);

const rulesFor = (clause: Clause): readonly CoveringRule[] =>
  subjectTypes.flatMap((subject) =>
    rulesOf(subject).flatMap(({ clause: carriedOut, step, types = [] }) =>
      carriedOut === clause ? [{ subject, step, label: stepWords[step].label, types }] : [],
    ),
  );

const isUseOf = ({ subject, step, types }: CoveringRule, use: Use): boolean =>
  use.subject === subject && use.step === step && (types.length === 0 || types.some((type) => type === use.type));

const total = (uses: readonly Use[]): number => uses.reduce((sum, { times }) => sum + times, 0);
