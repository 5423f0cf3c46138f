import type { Loaded, PageRequest } from "@/app/_document/document";
import { loadRedactedCopies } from "@/app/_record/load-redacted-copies";
import { loadRunningHead } from "@/app/_record/load-running-head";
import { userZone } from "@/app/_request/time-zones";
import { restoreDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { toActor, toIncidentState } from "@/app/_steps/record-state";
import { loadRedactableTexts } from "@/app/_steps/redactable-texts";
import { readTimeline } from "@/db/changes/read-history";
import { readIncident } from "@/db/incidents/read-incident";
import { readStaff } from "@/db/people/read-people";
import { parseRecordNumber } from "@/lib/changes/record-number";
import { withoutNeedlessAttest } from "@/lib/notices/alert";
import { stepOffersFor } from "@/lib/rules/judge";

export type LoadedIncident = Loaded<typeof loadIncident>;

export async function loadIncident({ params, query, person }: PageRequest<{ number: string }, { kept?: string }>) {
  const { number } = params;
  const path = `/incidents/${number}`;
  const id = parseRecordNumber(number, "INC");
  if (id === null) return null;
  const { kept: draftId } = query;
  const [incident, timeline, staff, formDraft, head] = await Promise.all([
    readIncident(id),
    readTimeline(id),
    readStaff(),
    restoreDraft(person.token, path, draftId),
    loadRunningHead(),
  ]);
  if (!incident) return null;
  const recordState = toIncidentState(incident);
  const own = timeline.filter(({ of }) => of === "incident");
  const [texts, sent] = await Promise.all([
    loadRedactableTexts(recordState, id, person),
    loadRedactedCopies("incident", id, own),
  ]);
  return {
    ...{ person, incident, timeline, staff, formDraft, head, recordState, sent },
    offered: withoutNeedlessAttest(stepOffersFor(recordState, toActor(person)), incident.alert),
    zone: userZone(person),
    formOptions: formOptionsFor({ person, staff, now: incident.now, texts }),
  };
}
