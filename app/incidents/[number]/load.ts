import type { Asked, Loaded } from "@/app/_document/document";
import { loadRecordHead } from "@/app/_record/load-record-head";
import { loadSent } from "@/app/_record/load-sent";
import { zoneOf } from "@/app/_request/zone";
import { keptFor } from "@/app/_steps/kept";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, incidentAsSubject } from "@/app/_steps/subject-of";
import { textsToRedact } from "@/app/_steps/texts-to-redact";
import { readTimeline } from "@/db/changes/read-history";
import { readIncident } from "@/db/incidents/read-incident";
import { readStaff } from "@/db/people/read-people";
import { recordIn } from "@/lib/changes/record-number";
import { stillOffered } from "@/lib/notices/alert";
import { offers } from "@/lib/rules/judge";

export type LoadedIncident = Loaded<typeof loadIncident>;

export async function loadIncident({ params, query, person }: Asked<{ number: string }, { kept?: string }>) {
  const { number } = params;
  const path = `/incidents/${number}`;
  const id = recordIn(number, "INC");
  if (id === null) return null;
  const { kept: keptId } = query;
  const [incident, timeline, staff, kept, head] = await Promise.all([
    readIncident(id),
    readTimeline(id),
    readStaff(),
    keptFor(person.token, path, keptId),
    loadRecordHead(),
  ]);
  if (!incident) return null;
  const subject = incidentAsSubject(incident);
  const own = timeline.filter(({ of }) => of === "incident");
  const [texts, sent] = await Promise.all([textsToRedact(subject, id, person), loadSent("incident", id, own)]);
  return {
    ...{ person, incident, timeline, staff, kept, head, subject, sent },
    offered: stillOffered(offers(subject, asJudged(person)), incident.alert),
    zone: zoneOf(person),
    world: worldOf({ person, staff, now: incident.now, texts }),
  };
}
