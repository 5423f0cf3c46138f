import type { Clause } from "@/lib/rules/clauses";
import type { ChangeType, Status } from "@/lib/rules/record";
import { type Rule, rulesOf, type Step } from "@/lib/rules/rules";
import { stepsThatDo } from "@/lib/rules/steps";

/** A stage of the policy: the steps that begin it, and those that reach it. */
export type StagePlan = {
  readonly label: string;
  readonly clause: Clause;
  readonly begun: readonly Step[];
  readonly done: readonly Step[];
  /** Whether the change failed by reaching it. */
  readonly isFailure: boolean;
};

type StagePlans = {
  /** The stages from the first step to the end, while nothing fails. */
  readonly way: readonly StagePlan[];
  /** The failure and its rollback, and the stages from there to the end. */
  readonly afterFailure: readonly StagePlan[];
  /** The ends that a change of the type can come to before it is done. */
  readonly endings: readonly StagePlan[];
  /** The steps of which a return says that they no longer count. */
  readonly returned: readonly Step[];
};

/** The stages of changes of `type`, in the order of the rulebook's rows. */
export function stagePlans(type: ChangeType): StagePlans {
  const rows = rulesOf("change").filter(({ types }) => !types || types.includes(type));
  const all = namedBy(rows).map((label) => planOf(label, rows));
  const among = (some: readonly Rule[]) => all.filter(({ label }) => namedBy(some).includes(label));
  const beginning = rows.filter(({ from }) => from === "new");
  const rollback = rows.filter(({ does = [] }) => does.includes("rolls_back"));
  const failure = rows.filter(({ does = [] }) => does.includes("fails"));
  const returning = rows.filter(({ does = [] }) => does.includes("returns"));
  return {
    way: among([...beginning, ...rowsAfter(beginning, rows)]),
    afterFailure: [...among([...failure, ...rollback]), ...among(rowsAfter(rollback, rows))],
    endings: rows.flatMap(({ ending, clause, step }) =>
      ending ? [{ label: ending, clause, begun: [], done: [step], isFailure: false }] : [],
    ),
    returned: leadingOnFrom(new Set(returning.flatMap(ledTo)), rows).map(({ step }) => step),
  };
}

const failing = stepsThatDo("fails");

const planOf = (label: string, rows: readonly Rule[]): StagePlan => {
  const begun = rows.filter(({ begins }) => begins === label);
  const done = rows.filter(({ stages }) => stages?.some((stage) => stage === label));
  const [first] = rows.filter((row) => begun.includes(row) || done.includes(row));
  return {
    label,
    clause: first?.clause ?? "exceptions",
    begun: begun.map(({ step }) => step),
    done: done.map(({ step }) => step),
    isFailure: done.some(({ step }) => failing.has(step)),
  };
};

const namedBy = (rows: readonly Rule[]): readonly string[] => [
  ...new Set(rows.flatMap(({ begins, stages = [] }) => (begins ? [begins, ...stages] : stages))),
];

/** The rows that lead on after these, one after the other, to the end. */
function rowsAfter(first: readonly Rule[], rows: readonly Rule[]): readonly Rule[] {
  const reached = new Set(first.flatMap(ledTo));
  for (let before = -1; before < reached.size; ) {
    before = reached.size;
    for (const status of leadingOnFrom(reached, rows).flatMap(ledTo)) reached.add(status);
  }
  return leadingOnFrom(reached, rows);
}

const leadingOnFrom = (statuses: ReadonlySet<Status>, rows: readonly Rule[]): readonly Rule[] =>
  rows.filter(
    ({ offered, from }) =>
      offered === "next" && typeof from !== "string" && from.some((status) => statuses.has(status)),
  );

const ledTo = ({ to }: Rule): readonly Status[] => (to === "same" ? [] : [to]);
