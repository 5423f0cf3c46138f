import { type Clause, clauses } from "@/lib/rules/clauses";
import type { Named } from "@/lib/rules/record";
import { type ExceptionKind, exceptionKinds, kindsOfExceptions, type Moment } from "./exception-kinds";
import type { Deed, Trace } from "./trace";

/** Something in a record that an auditor has to be told: the clause, the facts in one sentence, and who must answer for it. */
export type Exception = {
  readonly kind: ExceptionKind;
  readonly clause: Clause;
  /** The change. */
  readonly id: number;
  readonly number: string;
  readonly sentence: string;
  readonly answers: Named;
  /** The event that shows it; null where the exception is that there is none. */
  readonly event: Deed | null;
};

/** The exceptions of one change at that moment, in the order of the kinds. */
export const exceptionsIn = (trace: Trace, moment: Moment): readonly Exception[] =>
  exceptionKinds.flatMap((kind) =>
    kindsOfExceptions[kind].find(trace, moment).map(({ sentence, answers, event, clause }) => ({
      kind,
      clause: clause ?? kindsOfExceptions[kind].clause,
      id: trace.id,
      number: trace.number,
      sentence,
      answers: { id: answers.id, name: answers.name },
      event,
    })),
  );

/** The exceptions of a population, by kind and then by number. */
export function exceptionsOf(traces: readonly Trace[], moment: Moment): readonly Exception[] {
  const all = traces.flatMap((trace) => exceptionsIn(trace, moment));
  return exceptionKinds.flatMap((kind) => all.filter((one) => one.kind === kind));
}

/** The title of an exception's clause. */
export const clauseWords = ({ clause }: Exception): string => clauses[clause];
