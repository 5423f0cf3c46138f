import type { Loaded, PageRequest } from "@/app/_document/document";
import { settings } from "@/app/_request/settings";
import { userZone } from "@/app/_request/time-zones";
import { toActor } from "@/app/_steps/record-state";
import { readEmergencyShare } from "@/db/changes/read-emergency-share";
import { readNotices } from "@/db/home/read-notices";
import { readWaiting } from "@/db/home/read-waiting";
import { actionableStatuses } from "@/lib/changes/waiting";
import { isActiveLead } from "@/lib/rules/roles";

export type LoadedHome = Loaded<typeof loadHome>;

/** The share of emergencies is read for operations leads only. */
export async function loadHome({ person }: PageRequest) {
  const [zone, now] = [userZone(person), person.now.toISOString()];
  const [waiting, notices, share] = await Promise.all([
    readWaiting({ reader: person.personId, now, zone, actionable: actionableStatuses(toActor(person)) }),
    readNotices(person.personId),
    isActiveLead(person.roles) ? readEmergencyShare(now, settings().siteTimezone) : null,
  ]);
  return { ...waiting, person, notices, share, zone };
}
