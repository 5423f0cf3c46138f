import type { HistoryEvent } from "@/db/changes/read-history";
import { underWords } from "@/lib/changes/event-words";
import type { Taken } from "@/lib/changes/stages";
import { isChangeStep } from "@/lib/rules/rules";

export const takenSteps = (history: readonly HistoryEvent[]): readonly Taken[] =>
  history.flatMap(({ step, person, lender, at }) =>
    isChangeStep(step) ? [{ step, by: `${person.name}${underWords(lender)}`, at }] : [],
  );
