import type { Asked, Loaded } from "@/app/_document/document";
import { loadRecordHead } from "@/app/_record/load-record-head";
import { loadSent } from "@/app/_record/load-sent";
import { zoneOf, zonesOf } from "@/app/_request/zone";
import { keptFor } from "@/app/_steps/kept";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, changeAsSubject } from "@/app/_steps/subject-of";
import { textsToRedact } from "@/app/_steps/texts-to-redact";
import { type ChangeRecord, readChange } from "@/db/changes/read-change";
import { readHistory } from "@/db/changes/read-history";
import { readStaff } from "@/db/people/read-people";
import { readSystems } from "@/db/systems/read-systems";
import { recordIn } from "@/lib/changes/record-number";
import { isOffered, type Offer, offers } from "@/lib/rules/judge";
import { offeredSystems } from "@/lib/systems/offered-systems";

export type LoadedChange = Loaded<typeof loadChange>;

export async function loadChange({ params, query, person }: Asked<{ number: string }, { kept?: string }>) {
  const { number } = params;
  const path = `/changes/${number}`;
  const id = recordIn(number, "CHG");
  if (id === null) return null;
  const { kept: keptId } = query;
  const [change, history, staff, kept, head] = await Promise.all([
    readChange(id),
    readHistory("change", id),
    readStaff(),
    keptFor(person.token, path, keptId),
    loadRecordHead(),
  ]);
  if (!change) return null;
  const subject = changeAsSubject(change);
  const offered = offers(subject, asJudged(person));
  const [texts, systems, sent] = await Promise.all([
    textsToRedact(subject, id, person),
    systemsToDocument(offered, change),
    loadSent("change", id, history),
  ]);
  return {
    ...{ person, path, change, history, staff, kept, head, subject, offered, sent },
    zone: zoneOf(person),
    zones: zonesOf(person, change.windowTimezone),
    world: worldOf({ person, staff, now: change.now, texts, systems, touched: change.systems }),
  };
}

/** Read only where the emergency still has to name a managed system. */
async function systemsToDocument(offered: readonly Offer[], { type, systems, facts }: ChangeRecord) {
  if (type !== "emergency" || facts.system_registered === true || !isOffered(offered, "document")) return [];
  return offeredSystems(await readSystems(), { named: systems.map(({ id }) => String(id)) }).systems;
}
