import type { Loaded, PageRequest } from "@/app/_document/document";
import { userZone } from "@/app/_request/time-zones";
import { restoreDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { toActor, toEntryState } from "@/app/_steps/record-state";
import { readEntries, readEntryUsage } from "@/db/catalogue/read-entries";
import { readHistory } from "@/db/changes/read-history";
import { readStaff } from "@/db/people/read-people";
import { stepOffersFor } from "@/lib/rules/judge";

export type LoadedEntry = Loaded<typeof loadEntry>;

export async function loadEntry({ params, query, person }: PageRequest<{ id: string }, { kept?: string }>) {
  const { id } = params;
  const path = `/catalogue/${id}`;
  if (!/^\d{1,15}$/.test(id)) return null;
  const { kept: draftId } = query;
  const [[entry], usage, history, staff, formDraft] = await Promise.all([
    readEntries(Number(id)),
    readEntryUsage(Number(id)),
    readHistory("entry", Number(id)),
    readStaff(),
    restoreDraft(person.token, path, draftId),
  ]);
  if (!entry) return null;
  const recordState = toEntryState(entry);
  return {
    ...{ person, entry, usage: usage.get(entry.id), history, staff, formDraft, recordState },
    offered: stepOffersFor(recordState, toActor(person)),
    zone: userZone(person),
    formOptions: formOptionsFor({ person, staff }),
  };
}
