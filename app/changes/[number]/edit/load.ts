import type { Loaded, PageRequest } from "@/app/_document/document";
import { timeFormatterFor } from "@/app/_request/time-formatter";
import { restoreDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { toActor, toChangeState } from "@/app/_steps/record-state";
import { loadHaltSuggestion } from "@/app/changes/load-halt-suggestion";
import { readEntries } from "@/db/catalogue/read-entries";
import { readChange } from "@/db/changes/read-change";
import { readStaff } from "@/db/people/read-people";
import { readSystems } from "@/db/systems/read-systems";
import { parseRecordNumber } from "@/lib/changes/record-number";
import { explainRefusal } from "@/lib/refusals/explain-refusal";
import { judge } from "@/lib/rules/judge";
import { selectableSystems } from "@/lib/systems/selectable-systems";

export type LoadedEdit = Loaded<typeof loadEdit>;

type Query = { kept?: string; client?: string | string[] };

export async function loadEdit({ params, query, person }: PageRequest<{ number: string }, Query>) {
  const { number } = params;
  const path = `/changes/${number}/edit`;
  const id = parseRecordNumber(number, "CHG");
  if (id === null) return null;
  const { kept: draftId, client } = query;
  const [change, systems, formDraft] = await Promise.all([
    readChange(id),
    readSystems(),
    restoreDraft(person.token, path, draftId),
  ]);
  if (!change) return null;
  const recordState = toChangeState(change);
  const verdict = judge("edit", recordState, toActor(person));
  const [[entry], halt, staff] = await Promise.all([
    change.entryId === null ? [] : readEntries(change.entryId),
    loadHaltSuggestion(formDraft),
    verdict.ok ? [] : readStaff(),
  ]);
  const named = [formDraft?.typed.systems ?? [], change.systems.map((system) => String(system.id))].flat();
  const offered = selectableSystems(systems, { client, named });
  return {
    ...{ path, number, change, entry, formDraft, halt, offered },
    formOptions: formOptionsFor({
      person,
      systems: offered.systems,
      recordSystems: change.systems,
      templateFields: entry?.templateFields,
    }),
    refusal: verdict.ok
      ? null
      : {
          sentence: explainRefusal(verdict, recordState, toActor(person), staff, timeFormatterFor(person)),
          clause: verdict.clause,
        },
  };
}
