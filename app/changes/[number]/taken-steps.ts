import type { HistoryEvent } from "@/db/changes/read-history";
import { actedUnder } from "@/lib/changes/event-sentence";
import type { TakenStep } from "@/lib/changes/stages";
import { isChangeStep } from "@/lib/rules/rules";

export const takenSteps = (history: readonly HistoryEvent[]): readonly TakenStep[] =>
  history.flatMap(({ step, person, delegator, token, at }) =>
    isChangeStep(step) ? [{ step, by: `${person.name}${actedUnder({ delegator, token })}`, at }] : [],
  );
