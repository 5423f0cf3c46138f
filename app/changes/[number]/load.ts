import type { Loaded, PageRequest } from "@/app/_document/document";
import { loadRedactedCopies } from "@/app/_record/load-redacted-copies";
import { loadRunningHead } from "@/app/_record/load-running-head";
import { userZone, windowZones } from "@/app/_request/time-zones";
import { restoreDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { toActor, toChangeState } from "@/app/_steps/record-state";
import { loadRedactableTexts } from "@/app/_steps/redactable-texts";
import { type ChangeRecord, readChange } from "@/db/changes/read-change";
import { type HistoryEvent, readHistory } from "@/db/changes/read-history";
import { seeMentions } from "@/db/notices/see-mentions";
import { readStaff } from "@/db/people/read-people";
import { readSystems } from "@/db/systems/read-systems";
import { isCalendarTime } from "@/lib/calendar/period";
import { parseRecordNumber } from "@/lib/changes/record-number";
import { sinceReview } from "@/lib/changes/revision/since-review";
import { isOffered, type StepOffer, stepOffersFor } from "@/lib/rules/judge";
import { isTerminal } from "@/lib/rules/record";
import { selectableSystems } from "@/lib/systems/selectable-systems";

export type LoadedChange = Loaded<typeof loadChange>;

export async function loadChange({
  params,
  query,
  person,
}: PageRequest<{ number: string }, { kept?: string; start?: string | string[] }>) {
  const { number } = params;
  const path = `/changes/${number}`;
  const id = parseRecordNumber(number, "CHG");
  if (id === null) return null;
  const { kept: draftId } = query;
  const start = [query.start].flat()[0] ?? "";
  const [change, history, staff, formDraft, head] = await Promise.all([
    readChange(id, person.personId),
    readHistory("change", id),
    readStaff(),
    restoreDraft(person.token, path, draftId),
    loadRunningHead(),
  ]);
  if (!change) return null;
  if (change.hasUnseenNote) await seeMentions(person.token, id);
  const recordState = toChangeState(change);
  const offered = stepOffersFor(recordState, toActor(person));
  const [texts, systems, sent, review] = await Promise.all([
    loadRedactableTexts(recordState, id, person),
    systemsForDocumentation(offered, change),
    loadRedactedCopies("change", id, history),
    differencesForReader(change, history, person.personId),
  ]);
  return {
    ...{ person, path, change, history, staff, formDraft, head, recordState, offered, sent, review },
    /** The local time that was chosen for its window. */
    chosenStart: isCalendarTime(start) ? start : null,
    zone: userZone(person),
    zones: windowZones(person, change.windowTimezone),
    formOptions: formOptionsFor({ person, staff, now: change.now, texts, systems, recordSystems: change.systems }),
  };
}

/** What has changed since the reader last decided, while the change is open. The register is in memory. */
async function differencesForReader({ status }: ChangeRecord, history: readonly HistoryEvent[], reader: number) {
  if (isTerminal(status)) return null;
  const systems = await readSystems();
  const nameOf = (id: number) => systems.find((system) => system.id === id)?.name ?? `system ${id}`;
  return sinceReview(history, reader, (ids) => ids.map(nameOf).join(", "));
}

/** Read only where the emergency still has to name a managed system. */
async function systemsForDocumentation(offered: readonly StepOffer[], { type, systems, facts: checks }: ChangeRecord) {
  if (type !== "emergency" || checks.system_registered === true || !isOffered(offered, "document")) return [];
  return selectableSystems(await readSystems(), { named: systems.map(({ id }) => String(id)) }).systems;
}
