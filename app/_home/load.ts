import type { Asked, Loaded } from "@/app/_document/document";
import { settings } from "@/app/_request/settings";
import { zoneOf } from "@/app/_request/zone";
import { readEmergencyShare } from "@/db/changes/read-emergencies";
import { readNotices, readOpenIncidents, readWaiting } from "@/db/home/read-waiting";
import { leads } from "@/lib/rules/roles";

export type LoadedHome = Loaded<typeof loadHome>;

/** The share of emergencies is read for operations leads only. */
export async function loadHome({ person }: Asked) {
  const [{ changes, now }, incidents, notices, share] = await Promise.all([
    readWaiting(),
    readOpenIncidents(),
    readNotices(person.personId),
    leads(person.roles) ? readEmergencyShare(person.now.toISOString(), settings().siteTimezone) : null,
  ]);
  return { person, changes, now, incidents, notices, share, zone: zoneOf(person) };
}
