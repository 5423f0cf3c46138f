import type { HistoryEvent } from "@/db/read-history";
import { underWords } from "@/lib/history-words";
import { isChangeStep } from "@/lib/rules";
import type { Taken } from "@/lib/stages";

/** The steps in a change's history, as its stepper takes them. */
export const takenSteps = (history: readonly HistoryEvent[]): readonly Taken[] =>
  history.flatMap(({ step, person, lender, at }) =>
    isChangeStep(step) ? [{ step, by: `${person.name}${underWords(lender)}`, at }] : [],
  );
