import type { Loaded, PageRequest } from "@/app/_document/document";
import { settings } from "@/app/_request/settings";
import { userZone } from "@/app/_request/time-zones";
import { readEmergencyShare } from "@/db/changes/read-emergency-share";
import { readNotices, readOpenIncidents, readWaiting } from "@/db/home/read-waiting";
import { isActiveLead } from "@/lib/rules/roles";

export type LoadedHome = Loaded<typeof loadHome>;

/** The share of emergencies is read for operations leads only. */
export async function loadHome({ person }: PageRequest) {
  const [{ changes, now }, incidents, notices, share] = await Promise.all([
    readWaiting(),
    readOpenIncidents(),
    readNotices(person.personId),
    isActiveLead(person.roles) ? readEmergencyShare(person.now.toISOString(), settings().siteTimezone) : null,
  ]);
  return { person, changes, now, incidents, notices, share, zone: userZone(person) };
}
