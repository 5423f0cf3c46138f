import { type Clause, clauses } from "@/lib/rules/clauses";
import type { NamedRef } from "@/lib/rules/record";
import type { AuditEntry, ChangeAudit } from "./change-audit";
import { type ExceptionKind, exceptionDefinitions, exceptionKinds, type ReportMoment } from "./exception-kinds";

/** A deviation in a record that an auditor must see: the clause, the facts in one sentence, and who is accountable. */
export type Exception = {
  readonly kind: ExceptionKind;
  readonly clause: Clause;
  /** The change. */
  readonly id: number;
  readonly number: string;
  readonly sentence: string;
  readonly answers: NamedRef;
  /** The event that shows it; null where the exception is that there is none. */
  readonly event: AuditEntry | null;
};

/** The exceptions of one change at that moment, in the order of the kinds. */
export const exceptionsIn = (audit: ChangeAudit, moment: ReportMoment): readonly Exception[] =>
  exceptionKinds.flatMap((kind) =>
    exceptionDefinitions[kind].find(audit, moment).map(({ sentence, answers, event, clause }) => ({
      kind,
      clause: clause ?? exceptionDefinitions[kind].clause,
      id: audit.id,
      number: audit.number,
      sentence,
      answers: { id: answers.id, name: answers.name },
      event,
    })),
  );

/** The exceptions of a population, by kind and then by number. */
export function exceptionsOf(audits: readonly ChangeAudit[], moment: ReportMoment): readonly Exception[] {
  const all = audits.flatMap((audit) => exceptionsIn(audit, moment));
  return exceptionKinds.flatMap((kind) => all.filter((one) => one.kind === kind));
}

/** The title of an exception's clause. */
export const clauseTitle = ({ clause }: Exception): string => clauses[clause];

/** The exceptions of one kind, each with its place in the whole list, from 1. */
export type ExceptionsOfKind = {
  readonly kind: ExceptionKind;
  readonly exceptions: readonly { readonly exception: Exception; readonly index: number }[];
};

/** The same list by kind, the most serious first; kinds without any are left out. */
export function exceptionsByKind(exceptions: readonly Exception[]): readonly ExceptionsOfKind[] {
  const numbered = exceptions.map((exception, place) => ({ exception, index: place + 1 }));
  return exceptionKinds.flatMap((kind) => {
    const ofKind = numbered.filter(({ exception }) => exception.kind === kind);
    return ofKind.length > 0 ? [{ kind, exceptions: ofKind }] : [];
  });
}
